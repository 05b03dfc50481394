import assert from 'node:assert/strict';
import { createPhaseBench, type PhaseBench } from '../../../test/fakes/phase-bench.ts';
import type { ScriptedAnswer } from '../../../test/fakes/scripted-model.ts';
import type { Check } from '../check/check.ts';
import type { RunContext } from '../run/run-context.ts';

const check: Check = { command: 'pytest -q', source: 'user', language: 'python', protectedPaths: [] };
const files = { 'a.py': 'x = 1\n', 'test_a.py': '' };
const edit = (search: string, replace: string) => ['edit_file', { path: 'a.py', search, replace }] as const;
const work: ScriptedAnswer = { calls: [['submit_work', { summary: 'mended' }]] };
const review = (...edits: readonly ReturnType<typeof edit>[]): ScriptedAnswer => ({
  calls: [
    ...edits,
    [
      'submit_review',
      {
        rootCause: 'x is wrong',
        errorType: 'logic_error',
        fixDescription: 'set x',
        confidence: 0.8,
        changesMade: '',
      },
    ],
  ],
});

/** A bench whose change has failed the check so many times, each time in another way. */
async function afterFailures(
  count: number,
  answers: readonly ScriptedAnswer[],
): Promise<PhaseBench & { readonly failed: Partial<RunContext> }> {
  let runs = 0;
  const program = () => {
    runs += 1;
    return { exitCode: 1, stderr: `AssertionError: failure ${'abcdefg'[runs]}\n` };
  };
  const bench = createPhaseBench({ files, program, answers });
  let failed: Partial<RunContext> = { check, changeSet: bench.changeSet({ 'a.py': 'x = 9\n' }) };
  for (let attempts = 0; attempts < count; attempts += 1) {
    failed = { ...failed, ...(await bench.work('execute', failed)) };
  }
  return { ...bench, failed };
}

function lastRequest({ models }: PhaseBench): { readonly model: string; readonly texts: readonly string[] } {
  const last = models.requests.at(-1);
  assert.ok(last);
  return {
    model: last.model,
    texts: last.request.messages.map(message => ('text' in message ? message.text : '')),
  };
}

describe('the phase that reviews', () => {
  it('shows the reviewer the task, the change and the failure, and keeps its small fix', async () => {
    const bench = await afterFailures(1, [review(edit('x = 9', 'x = 2'))]);

    const patch = await bench.work('review', bench.failed);

    const { texts } = lastRequest(bench);
    assert.equal(texts.length, 1);
    assert.match(
      texts[0] ?? '',
      /Task: Fix a\.py[\s\S]*\+x = 9[\s\S]*Attempt 1 failed \(pytest -q\):[\s\S]*failure/u,
    );
    assert.equal(patch.review?.confidence, 0.8);
    assert.notEqual(patch.changeSet?.hash, bench.failed.changeSet?.hash);
  });

  it('goes on in its conversation with nothing but the new failure', async () => {
    const bench = await afterFailures(1, [review(edit('x = 9', 'x = 2')), review()]);
    const patch = await bench.work('review', bench.failed);
    const again = { ...bench.failed, ...patch };
    const failed = { ...again, ...(await bench.work('execute', again)), visits: { review: 2 } };

    await bench.work('review', failed);

    const { texts } = lastRequest(bench);
    assert.equal(texts.length, 4);
    assert.match(texts[3] ?? '', /^Attempt 2 failed/u);
  });

  it('starts afresh on a stronger model after two repairs, with every failure so far', async () => {
    const bench = await afterFailures(3, [review()]);

    await bench.work('review', bench.failed);

    const { model, texts } = lastRequest(bench);
    assert.equal(model, 'replay/middle');
    assert.match(
      texts[0] ?? '',
      /Task: [\s\S]*Attempt 1:[\s\S]*Attempt 3:[\s\S]*Earlier fixes did not work/u,
    );
  });
});

describe('the phase that repairs', () => {
  const described = {
    rootCause: 'x is wrong',
    fixDescription: 'set x',
    confidence: 0.8,
    changesMade: '',
    errorType: 'logic_error',
  } as const;

  it('hands the coder, who knows the rest, the failure and the fix that the review describes', async () => {
    const bench = await afterFailures(1, [
      { calls: [edit('x = 1', 'x = 9'), ...(work.calls ?? [])] },
      { calls: [edit('x = 9', 'x = 2'), ...(work.calls ?? [])] },
    ]);
    const coded = { ...(await bench.work('code', { check })), check };
    const failed = { ...coded, ...(await bench.work('execute', coded)), review: described };

    const patch = await bench.work('repair', failed);

    const { texts } = lastRequest(bench);
    assert.match(texts[3] ?? '', /^Attempt 1 failed[\s\S]*Review: x is wrong\nFix: set x\n/u);
    assert.equal(patch.summary, 'mended');
    assert.notEqual(patch.changeSet?.hash, coded.changeSet?.hash);
  });

  it('tells a coder who starts afresh everything', async () => {
    const bench = await afterFailures(3, [work]);

    await bench.work('repair', { ...bench.failed, review: described });

    const { model, texts } = lastRequest(bench);
    assert.equal(model, 'replay/middle');
    assert.match(texts[0] ?? '', /Task: [\s\S]*Change so far:[\s\S]*Attempt 3:[\s\S]*Fix: set x/u);
  });

  it('asks for the cause to be fixed where nobody reviewed', async () => {
    const bench = await afterFailures(1, [work]);

    await bench.work('repair', bench.failed);

    assert.match(lastRequest(bench).texts[0] ?? '', /Fix the cause, then submit again\.$/u);
  });
});
