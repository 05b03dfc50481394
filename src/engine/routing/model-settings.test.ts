import assert from 'node:assert/strict';
import fc from 'fast-check';
import { ForgeError } from '../forge-error.ts';
import { defaultCallPolicy } from '../resilience/call-policy.ts';
import { parseModelSettings } from './model-settings.ts';

const parse = (value: unknown) => parseModelSettings(value, 'The file');

describe('parseModelSettings', () => {
  it('has defaults for everything', () => {
    assert.deepEqual(parse({}), {
      tiers: {},
      routing: {
        classifier: 'heuristics',
        thresholds: { simpleBelow: 0.3, hardAbove: 0.7 },
        agents: {},
      },
      prices: {},
      calls: defaultCallPolicy,
      caps: { maxCostUsd: null, maxCostPerDayUsd: null, maxCostPerMonthUsd: null },
    });
  });

  it('reads what is set; a price without a cache has none', () => {
    const settings = parse({
      tiers: { hard: ['openai/a', 'ollama/b:7b'] },
      agents: { planner: 'hard', coder: 'x/y' },
      complexity: { classifier: 'model', hardAbove: 0.5 },
      prices: { 'openai/a': { input: 1, output: 2 }, b: 'free' },
      maxCostPerDayUsd: 3,
    });

    assert.deepEqual(settings.tiers, { hard: ['openai/a', 'ollama/b:7b'] });
    assert.deepEqual(settings.routing, {
      classifier: 'model',
      thresholds: { simpleBelow: 0.3, hardAbove: 0.5 },
      agents: { planner: 'hard', coder: 'x/y' },
    });
    assert.deepEqual(settings.prices, {
      'openai/a': { input: 1, output: 2, cacheRead: 1, cacheWrite: 1 },
      b: 'free',
    });
    assert.equal(settings.caps.maxCostPerDayUsd, 3);
  });

  it('asks a model that a tier names twice only once', () => {
    assert.deepEqual(parse({ tiers: { hard: ['openai/a', 'openai/b', 'openai/a'] } }).tiers.hard, [
      'openai/a',
      'openai/b',
    ]);
  });

  it('reads how models are to be asked', () => {
    const { calls } = parse({
      timeouts: { firstTokenSeconds: 45, idleSeconds: 10 },
      rateLimits: { openai: { requestsPerMinute: 60 }, gemini: { tokensPerMinute: 1_000 } },
    });

    assert.deepEqual(calls, {
      patience: { firstTokenMs: 45_000, localFirstTokenMs: 240_000, idleMs: 10_000 },
      rateLimits: { openai: { requestsPerMinute: 60 }, gemini: { tokensPerMinute: 1_000 } },
    });
  });

  const refused: readonly (readonly [unknown, RegExp])[] = [
    [[], /^The file cannot be used: it must be an object in braces, but is \[\]\. Correct/u],
    [{ tiers: { hard: 'openai/a' } }, /tiers\.hard must be a list in brackets, but is "openai\/a"/u],
    [{ prices: 3 }, /prices must be an object in braces, but is 3/u],
    [{ prices: { x: { input: 1e300, output: 1 } } }, /prices\.x must be .* from 0 to 1,000,000, but is/u],
    [
      { tiers: { hard: ['gpt'] } },
      /tiers\.hard\[0\] must be provider\/name, such as .*but is "gpt"\. Correct/u,
    ],
    [{ complexity: { simpleBelow: 0.7 } }, /simpleBelow smaller than hardAbove/u],
    [{ complexity: { hardAbove: 1.1 } }, /complexity\.hardAbove must be a number from 0 to 1, but is 1\.1/u],
    [{ agents: { boss: 'hard' } }, /agents\.boss is not known/u],
    [
      { agents: { coder: 'best' } },
      /agents\.coder must be provider\/name, .*or one of simple, medium and hard/u,
    ],
    [{ prices: { x: { input: 1 } } }, /prices\.x must be "free" or/u],
    [{ maxCostUsd: -1 }, /maxCostUsd must be a number of US dollars, 0 or more, but is -1/u],
    [
      { timeouts: { idleSeconds: 0 } },
      /timeouts\.idleSeconds must be a number of seconds from 1 to 3600, but is 0/u,
    ],
    [
      { rateLimits: { openai: { requestsPerMinute: 0.5 } } },
      /requestsPerMinute must be a whole number, 1 or more/u,
    ],
    [{ rateLimits: { openai: { perHour: 5 } } }, /rateLimits\.openai\.perHour is not known/u],
    [{ colour: 'red' }, /colour is not known/u],
  ];
  for (const [value, message] of refused) {
    it(`refuses ${JSON.stringify(value)} in a sentence`, () => {
      assert.throws(() => parse(value), { code: 'config.invalid', message });
    });
  }

  it('answers anything with settings whose thresholds are in order, or with a sentence', () => {
    const share = fc.oneof(fc.double(), fc.integer());
    const complexity = fc.record({ simpleBelow: share, hardAbove: share }, { requiredKeys: [] });
    fc.assert(
      fc.property(fc.oneof(fc.jsonValue(), fc.record({ complexity })), value => {
        try {
          const { simpleBelow, hardAbove } = parse(value).routing.thresholds;
          assert.ok(simpleBelow >= 0 && simpleBelow < hardAbove && hardAbove <= 1);
        } catch (error) {
          assert.ok(error instanceof ForgeError, String(error));
          assert.match(error.message, /^The file cannot be used: .+\. Correct it there\.$/su);
        }
      }),
    );
  });
});
