import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { ModelResponse, Usage } from '../ports/model.ts';
import { type EndedCall, settleOutcome } from './settle-outcome.ts';

const usage: Usage = {
  inputTokens: 100,
  cacheReadTokens: 200,
  cacheWriteTokens: 300,
  outputTokens: 40,
  reasoningTokens: 50,
};
const response: ModelResponse = { text: 'Done.', toolCalls: [], stopReason: 'end', usage };

function ended(changes: Partial<EndedCall> = {}): EndedCall {
  return {
    request: {
      system: 'You are CodeForge.',
      messages: [{ role: 'user', text: 'Fix it.' }],
      tools: [],
      maxOutputTokens: 1_000,
    },
    model: 'openai/gpt-4o',
    price: { input: 1, cacheRead: 0.1, cacheWrite: 2, output: 10, asOf: '2026-10-27' },
    topPrice: { input: 2, cacheRead: 0.2, cacheWrite: 4, output: 20 },
    durationMs: 7,
    heard: { characters: 0, isAnything: true },
    response,
    ...changes,
  };
}

const withUsage = (reported: Usage) => ended({ response: { ...response, usage: reported } });

describe('settleOutcome', () => {
  it('takes what the vendor reports, each kind of token at its own rate', () => {
    const outcome = settleOutcome(ended());

    const cost = { costUsd: 0.00162, costSource: 'computed', pricedAsOf: '2026-10-27', topTierUsd: 0.00324 };
    assert.deepEqual(outcome, { durationMs: 7, ...usage, ...cost, provenance: 'reported' });
  });

  it('knows no cost without a price, and none for what is free', () => {
    assert.equal(settleOutcome(ended({ price: undefined })).costUsd, null);
    assert.equal(settleOutcome(ended({ price: 'free' })).costUsd, 0);
  });

  it('marks what was replayed', () => {
    assert.equal(settleOutcome(ended({ model: 'replay/recorded' })).provenance, 'replayed');
  });

  it('does not believe that an answer took no input: what a server does not count is not free', () => {
    const none = { ...usage, inputTokens: 0, cacheReadTokens: 0, cacheWriteTokens: 0 };

    const outcome = settleOutcome(withUsage(none));

    assert.equal(outcome.provenance, 'estimated');
    assert.ok(outcome.inputTokens > 0);
  });

  it('estimates an answer without a report, calls included', () => {
    const { usage: _, ...silent } = response;
    const toolCalls = [{ id: '1', name: 'write_file', argumentsText: 'x'.repeat(65) }];
    const outcome = settleOutcome(
      ended({ heard: { characters: 5, isAnything: true }, response: { ...silent, toolCalls } }),
    );

    assert.equal(outcome.provenance, 'estimated');
    assert.equal(outcome.outputTokens, 20);
    assert.ok(outcome.inputTokens > 0);
  });

  it('estimates a stream that broke, and charges nothing for one that was refused', () => {
    const { response: _, ...broken } = ended({ heard: { characters: 35, isAnything: true } });
    assert.equal(settleOutcome(broken).outputTokens, 10);

    const refused = settleOutcome({ ...broken, heard: { characters: 0, isAnything: false } });
    assert.equal(refused.inputTokens, 0);
    assert.equal(refused.costUsd, 0);
  });

  it('never lets a report that cannot be a count become a cost', () => {
    const odd = fc.oneof(
      fc.double(),
      fc.integer(),
      fc.constantFrom(Number.NaN, -1, 0.5, Number.POSITIVE_INFINITY),
    );
    fc.assert(
      fc.property(odd, outputTokens => {
        const { costUsd, provenance } = settleOutcome(withUsage({ ...usage, outputTokens }));
        const isCount = Number.isSafeInteger(outputTokens) && outputTokens >= 0;
        assert.equal(provenance, isCount ? 'reported' : 'estimated');
        assert.ok(costUsd !== null && Number.isFinite(costUsd) && costUsd >= 0);
      }),
    );
  });
});
