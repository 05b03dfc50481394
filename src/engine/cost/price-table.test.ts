import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import type { Usage } from '../ports/model.ts';
import { costOf } from './cost-of.ts';
import { nanoRate, type Price } from './price.ts';
import { priceList } from './price-list.ts';
import { dearestPrice, priceOf } from './price-table.ts';
import { formatUsd, sumUsd } from './usd.ts';

const known = (id: string): Price => {
  const price = priceOf(id);
  assert.ok(price !== undefined && price !== 'free', `${id} has no price`);
  return price;
};

describe('the price of a model', () => {
  it('is that of the name it is a version of', () => {
    assert.equal(known('openai/gpt-4o-mini-2024-07-18').input, 0.15);
    assert.equal(known('openai/gpt-4o-2024-08-06').input, 2.5);
    assert.equal(known('openai/gpt-4o-2024-05-13').input, 5);
    assert.equal(known('openai/gpt-5-chat-latest').output, 10);
    assert.equal(known('anthropic/claude-haiku-4-5-20251001').output, 5);
    assert.equal(known('anthropic/claude-sonnet-4-5@20250929').output, 15);
    assert.equal(known('gemini/gemini-3.1-pro-preview').output, 12);
    assert.equal(known('gemini/gemini-2.5-flash-preview-09-2025').output, 2.5);
  });

  it('is not that of a name that is empty', () => {
    assert.equal(priceOf('openai/nobody-knows', { '': 'free' }), undefined);
  });

  it('is not that of a name it merely begins with', () => {
    assert.equal(priceOf('openai/gpt-4o-mini-tts'), undefined);
    assert.equal(priceOf('openai/gpt-4omni'), undefined);
    assert.equal(priceOf('anthropic/claude-opus-5-6'), undefined);
    assert.equal(known('openai/gpt-4o-mini').input, 0.15);
    assert.equal(known('openai/gpt-4o').input, 2.5);
  });

  it('is unknown for other providers and for names of other vendors', () => {
    assert.equal(priceOf('openrouter/gpt-4o'), undefined);
    assert.equal(priceOf('anthropic/gpt-4o'), undefined);
    assert.equal(priceOf('constructor/toString'), undefined);
    assert.equal(priceOf('gpt-4o'), undefined);
  });

  it('is nothing on the own machine and for recorded sessions', () => {
    assert.equal(priceOf('ollama/llama3.2:3b'), 'free');
    assert.equal(priceOf('replay/sample'), 'free');
  });

  it('is what the settings say, by full id before bare name before the table', () => {
    const own: Price = { input: 1, cacheRead: 1, cacheWrite: 1, output: 2 };

    assert.deepEqual(priceOf('openai/gpt-4o-2024-08-06', { 'openai/gpt-4o': own }), own);
    assert.deepEqual(priceOf('openai/qwen', { qwen: 'free', 'openai/qwen': own }), own);
    assert.equal(priceOf('openai/qwen', { qwen: 'free' }), 'free');
    assert.deepEqual(priceOf('ollama/remote', { 'ollama/remote': own }), own);
  });
});

describe('the price list', () => {
  const all = Object.values(priceList).flatMap(prices => [...prices.values()]);

  it('has a date and sane rates in every row', () => {
    for (const price of all) {
      assert.match(price.asOf ?? '', /^\d{4}-\d\d-\d\d$/u);
      assert.ok(
        price.cacheRead <= price.input && price.input <= price.cacheWrite && price.input <= price.output,
      );
    }
  });

  it('is exact in whole nano-dollars a token', () => {
    for (const { input, cacheRead, cacheWrite, output, longPrompt } of all) {
      const rates = [input, cacheRead, cacheWrite, output, longPrompt?.input ?? 0, longPrompt?.output ?? 0];
      for (const rate of rates) assert.ok(Math.abs(nanoRate(rate) - rate * 1_000) < 1e-6, `${rate}`);
    }
  });

  it('has no rate above the one that stands for unknown models', () => {
    for (const price of all) {
      assert.ok(price.input <= dearestPrice.input && price.output <= dearestPrice.output);
      assert.ok((price.longPrompt?.output ?? 0) <= dearestPrice.output);
    }
  });
});

const tokens = fc.integer({ min: 0, max: 2_000_000 });
const usages: fc.Arbitrary<Usage> = fc.record({
  inputTokens: tokens,
  cacheReadTokens: tokens,
  cacheWriteTokens: tokens,
  outputTokens: tokens,
  reasoningTokens: tokens,
});

describe('the cost of a call', () => {
  const none: Usage = {
    inputTokens: 0,
    cacheReadTokens: 0,
    cacheWriteTokens: 0,
    outputTokens: 0,
    reasoningTokens: 0,
  };

  it('counts each bucket at its own rate, reasoning as output', () => {
    const usage = {
      inputTokens: 1_000,
      cacheReadTokens: 10_000,
      cacheWriteTokens: 2_000,
      outputTokens: 300,
      reasoningTokens: 200,
    };

    assert.equal(costOf(usage, known('anthropic/claude-sonnet-5')), 0.014);
    assert.equal(costOf(usage, 'free'), 0);
  });

  it('follows the rates for long prompts, on every token of the request', () => {
    const price = known('gemini/gemini-2.5-pro');

    assert.equal(costOf({ ...none, inputTokens: 200_000, outputTokens: 1_000 }, price), 0.25 + 0.01);
    assert.equal(
      costOf({ ...none, inputTokens: 150_000, cacheReadTokens: 50_001 }, price),
      0.375 + 0.01250025,
    );
  });

  it('sums to the same amount in any order and grouping', () => {
    const price = known('openai/gpt-5-nano');
    fc.assert(
      fc.property(fc.array(usages, { maxLength: 30 }), fc.infiniteStream(fc.nat()), (calls, random) => {
        const costs = calls.map(usage => costOf(usage, price));
        const shuffled = costs
          .map(cost => ({ cost, key: random.next().value ?? 0 }))
          .toSorted((a, b) => a.key - b.key);
        const groups = Map.groupBy(shuffled, ({ key }) => key % 3);
        const bySubtotals = sumUsd([...groups.values()].map(group => sumUsd(group.map(({ cost }) => cost))));
        assert.equal(sumUsd(costs), bySubtotals);
        assert.equal(sumUsd(shuffled.map(({ cost }) => cost)), sumUsd(costs));
      }),
    );
  });

  it('is exact where floating point would drift', () => {
    assert.equal(sumUsd(Array.from({ length: 1_000 }, () => 0.0001)), 0.1);
    assert.equal(sumUsd([0.1, 0.2]), 0.3);
  });
});

describe('dollars as text', () => {
  it('have as many places as they need', () => {
    const shown = [0, 0.000004, 0.0004, 0.012, 0.0104, 0.5, 1, 12.345].map(amount => formatUsd(amount));

    assert.deepEqual(shown, [
      '$0.00',
      'less than $0.0001',
      '$0.0004',
      '$0.012',
      '$0.010',
      '$0.500',
      '$1.00',
      '$12.35',
    ]);
  });

  it('can be rounded so that a comparison stays true', () => {
    assert.deepEqual([formatUsd(0.0104, 'up'), formatUsd(0.0109, 'down')], ['$0.011', '$0.010']);
  });
});
