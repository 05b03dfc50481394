import assert from 'node:assert/strict';
import { createPhaseBench } from '../../../test/fakes/phase-bench.ts';
import type { ScriptedAnswer } from '../../../test/fakes/scripted-model.ts';
import { ForgeError } from '../forge-error.ts';
import { defaultLimits } from '../run/run-request.ts';
import { askComplexity } from './ask-complexity.ts';

function open(answer: ScriptedAnswer) {
  const bench = createPhaseBench({ answers: [answer] });
  const { store } = bench.services;
  const request = bench.request('Fix the typo');
  const ask = (limits = defaultLimits, signal = new AbortController().signal) =>
    askComplexity({ runId: 'r1', request: { ...request, limits }, journal: store }, bench.services, signal);
  return { bench, store, ask };
}

describe('askComplexity', () => {
  it('takes the rating of the model for simple tasks, and books the call', async () => {
    const { bench, store, ask } = open({ text: 'Sure: {"complexity": 0.914, "reason": "many parts",}' });

    const { score, tier, judge, signals } = await ask();

    assert.deepEqual([score, tier, judge], [0.91, 'hard', 'replay/small']);
    assert.deepEqual(signals, [{ name: 'its rating: many parts', weight: 0.91 }]);
    assert.deepEqual(
      store.calls('r1').map(({ agent, phase, outcome }) => [agent, phase, outcome?.provenance]),
      [['classifier', 'prepare', 'replayed']],
    );
    assert.deepEqual(
      bench.events.map(({ type }) => type),
      ['model.call.start', 'model.call.end'],
    );
  });

  it('does not pay again when its process was killed behind the answer', async () => {
    const { bench, ask } = open({ text: '{"complexity": 0.5}' });

    const first = await ask();
    const again = await ask();

    assert.deepEqual(again, first);
    assert.equal(bench.models.requests.length, 1);
  });

  const failures: readonly (readonly [string, ScriptedAnswer])[] = [
    ['nonsense', { text: 'It depends.' }],
    ['nothing', {}],
    ['a rating out of range', { text: '{"complexity": -0.1}' }],
    ['a word for a number', { text: '{"complexity": "high"}' }],
    ['an error', { error: new ForgeError('provider.unreachable', 'Gone. Wait.', { retryable: true }) }],
  ];
  for (const [what, answer] of failures) {
    it(`falls back on the heuristics after ${what}, and says why`, async () => {
      const { bench, ask } = open(answer);

      const { judge, tier, judgeFailed } = await ask();

      assert.deepEqual([judge, tier], ['heuristics', 'simple']);
      assert.match(judgeFailed ?? '', /\w\. \w/u);
      assert.equal(bench.models.requests.length, 1);
    });
  }

  it('falls back when a cap leaves nothing for it', async () => {
    const { bench, ask } = open({ text: '{"complexity": 0.5}' });

    const { judge, judgeFailed } = await ask({ ...defaultLimits, maxTokens: 10 });

    assert.equal(judge, 'heuristics');
    assert.match(judgeFailed ?? '', /--max-tokens/u);
    assert.equal(bench.models.requests.length, 0);
  });

  it('passes a cancel on', async () => {
    const { ask } = open({ text: '{"complexity": 0.5}' });

    await assert.rejects(ask(defaultLimits, AbortSignal.abort()), { name: 'AbortError' });
  });
});
