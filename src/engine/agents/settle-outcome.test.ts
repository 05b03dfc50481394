import assert from 'node:assert/strict';
import type { Usage } from '../ports/model.ts';
import { settleOutcome } from './settle-outcome.ts';

const counted: Usage = {
  inputTokens: 100,
  cacheReadTokens: 0,
  cacheWriteTokens: 0,
  outputTokens: 20,
  reasoningTokens: 0,
};

const settle = (usage: Partial<Usage>) =>
  settleOutcome({
    request: { system: '', messages: [{ role: 'user', text: 'hello' }], tools: [], maxOutputTokens: 100 },
    model: 'openai/x',
    price: 'free',
    durationMs: 1,
    heard: { characters: 35, isAnything: true },
    response: { text: 'x', toolCalls: [], stopReason: 'end', usage: { ...counted, ...usage } },
  });

describe('settleOutcome', () => {
  it('takes what the vendor counted', () => {
    const { provenance, inputTokens, outputTokens } = settle({});
    assert.deepEqual([provenance, inputTokens, outputTokens], ['reported', 100, 20]);
  });

  it('estimates where the report holds what cannot be a count', () => {
    for (const nonsense of [1e300, -5, 1.5, Number.NaN]) {
      const { provenance, outputTokens } = settle({ outputTokens: nonsense });
      assert.deepEqual([provenance, outputTokens], ['estimated', 10], String(nonsense));
    }
  });
});
