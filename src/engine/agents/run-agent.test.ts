import assert from 'node:assert/strict';
import type { FakeProgram } from '../../../test/fakes/fake-sandbox.ts';
import { createPhaseBench, type PhaseBench } from '../../../test/fakes/phase-bench.ts';
import type { ScriptedAnswer } from '../../../test/fakes/scripted-model.ts';
import { decodeText } from '../change/text-content.ts';
import { ForgeError } from '../forge-error.ts';
import type { Message } from '../ports/model.ts';
import { defaultLimits } from '../run/run-request.ts';
import type { AgentCall } from './agent-call.ts';
import { type AgentResult, runAgent } from './run-agent.ts';

const files = { 'a.py': 'x = 1\n' };
const edit = ['edit_file', { path: 'a.py', search: 'x = 1', replace: 'x = 2' }] as const;
const work = ['submit_work', { summary: 'done' }] as const;
const make = ['run_command', { command: 'make' }] as const;

function open(answers: readonly ScriptedAnswer[], program: FakeProgram = () => ({})): PhaseBench {
  return createPhaseBench({ files, answers, program });
}

function run(
  bench: PhaseBench,
  changes: Partial<AgentCall> = {},
  signal = new AbortController().signal,
): Promise<AgentResult> {
  return runAgent(bench.call('coder', changes), bench.services, signal);
}

describe('runAgent', () => {
  it('works until the agent submits, and keeps the whole conversation', async () => {
    const bench = open([{ calls: [edit] }, { text: 'Ready.', calls: [work] }]);

    const { submission, changeSet, transcript } = await run(bench);

    assert.deepEqual(submission, { summary: 'done' });
    assert.deepEqual(Object.keys(changeSet.files), ['a.py']);
    const messages = JSON.parse(decodeText(bench.services.store.contents.get(transcript)) ?? '') as Message[];
    assert.deepEqual(
      messages.map(({ role }) => role),
      ['user', 'assistant', 'tool', 'assistant', 'tool'],
    );
  });

  it('passes on what the model says as it says it', async () => {
    const bench = open([{ text: 'I look.', calls: [edit, work] }]);

    await run(bench);

    assert.ok(bench.events.some(event => event.type === 'model.text.delta' && event.text === 'I look.'));
  });

  it('stops at the limit of steps before it asks again', async () => {
    const bench = open([{ calls: [edit] }, { calls: [['read_file', { path: 'a.py' }]] }]);

    await assert.rejects(run(bench, { limits: { ...defaultLimits, maxSteps: 2 } }), {
      code: 'budget.exceeded',
      message: /^The coder \(replay\/small\) did not finish within 2 steps\. /u,
    });

    assert.equal(bench.models.requests.length, 2);
  });

  it('stops an agent that only talks', async () => {
    const bench = open(Array.from({ length: 3 }, () => ({ text: 'Soon.' })));

    await assert.rejects(run(bench), {
      code: 'agent.stuck',
      message: /answered 3 times in a row without/u,
    });
  });

  it('lets the same call be made again once the files have changed', async () => {
    const read = ['read_file', { path: 'a.py' }] as const;
    const turn = (value: number) => ({
      calls: [
        read,
        ['edit_file', { path: 'a.py', search: `x = ${value}`, replace: `x = ${value + 1}` }] as const,
      ],
    });
    const bench = open([turn(1), turn(2), turn(3), turn(4), { calls: [work] }]);

    assert.deepEqual((await run(bench)).submission, { summary: 'done' });
  });

  it('opens one sandbox for all commands, and none where no command is run', async () => {
    const bench = open([{ calls: [make] }, { calls: [edit, make] }, { calls: [work] }]);

    await run(bench);

    assert.deepEqual(bench.sandboxes.commands, ['make', 'make']);
    assert.equal(bench.sandboxes.alive(), 0);
  });

  it('leaves no sandbox when it fails', async () => {
    const bench = open([{ calls: [make] }, { stopReason: 'refused' }]);

    await assert.rejects(run(bench), { code: 'provider.refused' });

    assert.equal(bench.sandboxes.alive(), 0);
  });

  it('ends a command when it is cancelled, and leaves no sandbox', async () => {
    const cancel = new AbortController();
    const bench = open([{ calls: [make] }], () => {
      cancel.abort();
      return new Promise(() => {});
    });

    await assert.rejects(run(bench, {}, cancel.signal), { name: 'AbortError' });

    assert.equal(bench.sandboxes.alive(), 0);
  });

  it('runs the calls of a recorded answer again rather than asking again', async () => {
    const down = new ForgeError('sandbox.unavailable', 'Docker is gone. Start it.', { retryable: true });
    let isDown = true;
    const bench = open([{ calls: [edit, make, work] }], () => (isDown ? Promise.reject(down) : {}));
    await assert.rejects(run(bench), down);

    isDown = false;
    const { changeSet } = await run(bench);

    assert.deepEqual(Object.keys(changeSet.files), ['a.py']);
    assert.equal(bench.models.requests.length, 1);
  });

  it('asks nothing where the visit had been finished', async () => {
    const bench = open([{ calls: [edit, work] }]);
    const first = await run(bench);

    assert.deepEqual(await run(bench), first);
    assert.equal(bench.models.requests.length, 1);
  });

  it('tries again what may pass, and records each try', async () => {
    const down = new ForgeError('provider.unreachable', 'Down. Try later.', { retryable: true });
    const bench = open([{ error: down }, { error: down }, { calls: [edit, work] }]);

    await run(bench);

    const calls = bench.services.store.calls('r1');
    assert.equal(new Set(calls.map(({ callId }) => callId)).size, 3);
    assert.ok(calls.every(({ outcome }) => outcome !== null));
    assert.equal(bench.events.filter(({ type }) => type === 'model.call.wait').length, 2);
  });

  describe('whose conversation becomes too long', () => {
    const tooLong = new ForgeError('provider.context-too-long', 'Too long. Choose another model.');
    const read = ['read_file', { path: 'long.py' }] as const;
    const openLong = (answers: readonly ScriptedAnswer[]) =>
      createPhaseBench({
        files: { ...files, 'long.py': `${'x = 1\n'.repeat(2_000)}` },
        answers,
        program: () => ({}),
      });

    it('shortens it, asks once more, and goes on with what is left', async () => {
      const bench = openLong([
        { calls: [read] },
        { calls: [make] },
        { error: tooLong },
        { calls: [edit, work] },
      ]);

      const { transcript } = await run(bench);

      const [, , refused, retried] = bench.models.requests.map(
        ({ request }) => JSON.stringify(request).length,
      );
      assert.ok((retried ?? 0) < (refused ?? 0) / 1.5);
      const [told] = bench.events.filter(({ type }) => type === 'model.context.shrunk');
      assert.ok(told?.type === 'model.context.shrunk' && told.toTokens < told.fromTokens);
      const kept = decodeText(bench.services.store.contents.get(transcript)) ?? '';
      assert.match(kept, /left out, because the conversation had become too long/u);
    });

    it('gives up when that was not enough', async () => {
      const bench = openLong([{ calls: [read] }, { calls: [make] }, { error: tooLong }, { error: tooLong }]);

      await assert.rejects(run(bench), tooLong);

      assert.equal(bench.models.requests.length, 4);
    });

    it('does not ask twice with the same words', async () => {
      const bench = open([{ error: tooLong }]);

      await assert.rejects(run(bench), tooLong);

      assert.equal(bench.models.requests.length, 1);
    });

    it('does not shorten it again after a kill', async () => {
      const down = new ForgeError('provider.refused', 'No. Reword it.');
      const bench = openLong([
        { calls: [read] },
        { calls: [make] },
        { error: tooLong },
        { error: down },
        { calls: [edit, work] },
      ]);
      await assert.rejects(run(bench), down);

      await run(bench);

      const [retried, resumed] = bench.models.requests.slice(-2).map(({ request }) => request.messages);
      assert.deepEqual(resumed, retried);
    });
  });

  it('goes on with the next model of its tier, and stays with it', async () => {
    const gone = new ForgeError('provider.unauthorized', 'The key was refused. Set another.');
    const bench = open([{ error: gone }, { calls: [edit] }, { calls: [work] }]);

    await run(bench, { others: ['other/model'] });

    assert.deepEqual(
      bench.models.requests.map(({ model }) => model),
      ['replay/small', 'other/model', 'other/model'],
    );
    assert.deepEqual(
      bench.services.store.calls('r1').map(({ model }) => model),
      ['replay/small', 'other/model', 'other/model'],
    );
    const [change] = bench.events.filter(({ type }) => type === 'model.switched');
    assert.ok(change?.type === 'model.switched' && change.to === 'other/model' && change.phase === 'code');
  });
});
