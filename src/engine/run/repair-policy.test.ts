import assert from 'node:assert/strict';
import { createPhaseBench } from '../../../test/fakes/phase-bench.ts';
import { explainExhaustion } from './explain-exhaustion.ts';
import { repairStrategy, repairsDone } from './repair-policy.ts';
import type { Attempt, RunContext, Verdict } from './run-context.ts';
import { runGuards } from './run-guards.ts';

const bench = createPhaseBench();
const empty = bench.services.store.contents.put(new Uint8Array());

/** Attempts in order: `passed`, or the fingerprint of a failure. */
function afterAttempts(verdicts: readonly string[], changes: Partial<RunContext> = {}): RunContext {
  return bench.context({ attempts: verdicts.map(attempt), ...changes });
}

function attempt(verdict: string, index: number): Attempt {
  return {
    number: index + 1,
    changeSet: bench.changeSet({}).hash,
    command: 'pytest -q',
    backend: 'docker',
    verdict: verdict === 'passed' ? { kind: 'passed' } : failedWith({ fingerprint: verdict }),
    exitCode: verdict === 'passed' ? 0 : 1,
    durationMs: 1,
    output: empty,
  };
}

type Failed = Extract<Verdict, { kind: 'failed' }>;

function failedWith(changes: Partial<Failed>): Verdict {
  return {
    kind: 'failed',
    errorType: 'logic_error',
    fingerprint: 'a',
    headline: 'test_a: it is wrong.',
    digest: empty,
    knownBefore: [],
    ...changes,
  };
}

const review = (confidence: number) =>
  ({
    rootCause: 'No idea.',
    errorType: 'logic_error',
    fixDescription: '',
    confidence,
    changesMade: '',
  }) as const;

describe('the repair policy', () => {
  it('counts as repairs only attempts that follow a failed one', () => {
    const counts = [[], ['a'], ['passed'], ['a', 'passed'], ['passed', 'a'], ['a', 'passed', 'b', 'c']];
    assert.deepEqual(
      counts.map(verdicts => repairsDone(afterAttempts(verdicts))),
      [0, 0, 0, 1, 0, 2],
    );
  });

  it('goes on in the conversation twice, then starts afresh one tier up', () => {
    assert.deepEqual(repairStrategy(afterAttempts(['a'])), { conversation: 'continued', escalation: 0 });
    assert.deepEqual(repairStrategy(afterAttempts(['a', 'b'])), { conversation: 'continued', escalation: 0 });
    assert.deepEqual(repairStrategy(afterAttempts(['a', 'b', 'c'])), {
      conversation: 'fresh',
      escalation: 1,
    });
  });

  it('changes its way at once when the same failure comes twice', () => {
    assert.equal(repairStrategy(afterAttempts(['a', 'a'])).conversation, 'fresh');
    assert.equal(repairStrategy(afterAttempts(['a', 'passed'])).conversation, 'continued');
  });

  it('gives up early only after two repairs, and only without confidence', () => {
    const isHopeless = (verdicts: readonly string[], confidence: number) =>
      runGuards['is-hopeless'](afterAttempts(verdicts, { review: review(confidence) }));
    assert.equal(isHopeless(['a', 'b'], 0), false);
    assert.equal(isHopeless(['a', 'b', 'c'], 0.29), true);
    assert.equal(isHopeless(['a', 'b', 'c'], 0.3), false);
    assert.equal(runGuards['is-hopeless'](afterAttempts(['a', 'b', 'c'])), false);
  });

  it('takes nothing for green but the last attempt, on exactly what is there now', () => {
    const isGreen = runGuards['is-green'];
    assert.equal(isGreen(afterAttempts([])), false);
    assert.equal(isGreen(afterAttempts(['a', 'passed'])), true);
    assert.equal(isGreen(afterAttempts(['passed', 'a'])), false);
    assert.equal(
      isGreen(afterAttempts(['passed'], { changeSet: bench.changeSet({ 'a.py': 'later' }) })),
      false,
    );
  });
});

describe('a run whose repairs are used up', () => {
  it('says what still fails, after how many repairs, and what to do', () => {
    const { code, message } = explainExhaustion(afterAttempts(['a', 'b']));

    assert.equal(code, 'repairs.exhausted');
    assert.match(
      message,
      /^The check 'pytest -q' still fails after 1 repair: test_a: it is wrong\. Try a stronger/u,
    );
    assert.match(message, /--max-repairs\.$/u);
  });

  it('says that the reviewer gave up, and why', () => {
    const { message } = explainExhaustion(afterAttempts(['a', 'b', 'c'], { review: review(0.2) }));

    assert.match(message, /gave up with confidence 0\.2: No idea\. Try/u);
    assert.doesNotMatch(explainExhaustion(afterAttempts(['a'], { review: review(0.2) })).message, /gave up/u);
  });

  it('says which failures were there before, and how to leave them out', () => {
    const red = { ...attempt('a', 0), verdict: failedWith({ knownBefore: ['test_old', 'test_other'] }) };

    const { message } = explainExhaustion(bench.context({ attempts: [red] }));

    assert.match(
      message,
      /after 0 repairs: .* Failing before the change too: test_old, test_other\. .*--check/u,
    );
  });
});
