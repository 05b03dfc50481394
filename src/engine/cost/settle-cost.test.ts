import assert from 'node:assert/strict';
import { sampleOutcome } from '../../../test/fakes/sample-call.ts';
import { countedAfter } from './counted.ts';
import { settleCost } from './settle-cost.ts';

const usage = {
  inputTokens: 1_000_000,
  cacheReadTokens: 0,
  cacheWriteTokens: 0,
  outputTokens: 0,
  reasoningTokens: 0,
};
const price = { input: 2, cacheRead: 2, cacheWrite: 2, output: 2, asOf: '2026-10-27' };
const call = { usage, price, topPrice: { ...price, input: 5 }, reportedUsd: undefined };

describe('settleCost', () => {
  it('computes from the price table of its date', () => {
    assert.deepEqual(settleCost(call), {
      costUsd: 2,
      costSource: 'computed',
      pricedAsOf: '2026-10-27',
      topTierUsd: 5,
    });
  });

  it('does not take the word for what no call can cost', () => {
    for (const reportedUsd of [-1, Number.NaN, Number.POSITIVE_INFINITY, 1e308, 1e9]) {
      assert.deepEqual(settleCost({ ...call, reportedUsd }), settleCost(call));
    }
  });

  it("takes the provider's word before any price, to the nano-dollar", () => {
    const { costUsd, costSource, pricedAsOf } = settleCost({ ...call, reportedUsd: 0.000_000_123_4 });

    assert.deepEqual([costUsd, costSource, pricedAsOf], [0.000_000_123, 'reported', null]);
  });

  it('does not take nonsense for a word', () => {
    for (const reportedUsd of [-1, Number.NaN, Number.POSITIVE_INFINITY]) {
      assert.equal(settleCost({ ...call, reportedUsd }).costSource, 'computed');
    }
  });

  it('is unknown without a price, and free on the own machine, where the saving is known', () => {
    assert.deepEqual(settleCost({ ...call, price: undefined, topPrice: undefined }), {
      costUsd: null,
      costSource: 'unknown',
      pricedAsOf: null,
      topTierUsd: null,
    });
    const free = settleCost({ ...call, price: 'free' });
    assert.deepEqual([free.costUsd, free.costSource, free.topTierUsd], [0, 'free', 5]);
  });
});

describe('what a settled call counts against caps', () => {
  const reserved = { costUsd: 1, tokens: 1_000 };

  it('is what it came to, at the highest price known where its own is not', () => {
    assert.deepEqual(countedAfter(reserved, sampleOutcome()), { costUsd: 0.01, tokens: 135 });
    assert.ok(countedAfter(reserved, sampleOutcome({ costUsd: null })).costUsd > 0.01);
  });

  it('stays at its worst where it broke off', () => {
    assert.deepEqual(countedAfter(reserved, sampleOutcome({ provenance: 'estimated' })), reserved);
  });
});
