import assert from 'node:assert/strict';
import { createPhaseBench } from '../../../../test/fakes/phase-bench.ts';
import { changeSetOf } from '../../change/change-set.ts';
import type { Attempt, RunContext } from '../../run/run-context.ts';
import { changeBrief, failureBrief, historyBrief } from './failure-brief.ts';

const bench = createPhaseBench();
const { contents } = bench.services.store;
const put = (text: string) => contents.put(new TextEncoder().encode(text));

function attempt(number: number, digest: string, knownBefore: readonly string[] = []): Attempt {
  return {
    number,
    changeSet: put(''),
    command: 'pytest -q',
    backend: 'docker',
    verdict: {
      kind: 'failed',
      errorType: 'test_error',
      fingerprint: digest,
      headline: digest,
      digest: put(digest),
      knownBefore,
    },
    exitCode: 1,
    durationMs: 1,
    output: put(''),
  };
}

function contextWith(attempts: readonly Attempt[], text = 'new\n'): RunContext {
  const changeSet = changeSetOf({ 'a.py': { base: null, next: put(text), executable: false } }, contents);
  return bench.context({ attempts, changeSet });
}

describe('the brief of a failure', () => {
  it('tells what the last attempt showed, and what is not the doing of the change', () => {
    const text = failureBrief(
      contextWith([attempt(1, 'first'), attempt(2, 'second', ['test_old'])]),
      contents,
    );

    assert.equal(text, 'Attempt 2 failed (pytest -q):\nsecond\nFailed before the change too: test_old');
  });

  it('tells whoever starts afresh the change and every failure, and that the earlier fixes did not work', () => {
    const text = historyBrief(contextWith([attempt(1, 'first'), attempt(2, 'second')]), contents);

    assert.match(text, /^Change so far:\ndiff --git a\/a\.py b\/a\.py\n[\s\S]*\+new\n/u);
    assert.match(text, /Attempt 1:\nfirst\n\nAttempt 2:\nsecond\n\nEarlier fixes did not work/u);
    assert.doesNotMatch(historyBrief(contextWith([attempt(1, 'first')]), contents), /Earlier fixes/u);
  });

  it('cuts a long diff, and says where the rest is', () => {
    const text = changeBrief(contextWith([], 'long line\n'.repeat(5_000)), contents);

    assert.ok(text.length < 12_100);
    assert.match(text, /\(the rest: read the files\)$/u);
  });
});
