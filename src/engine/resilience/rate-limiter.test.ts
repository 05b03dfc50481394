import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { ModelId } from '../ports/model.ts';
import { RateLimiter, type RateLimits } from './rate-limiter.ts';

const model: ModelId = 'test/model';

describe('RateLimiter', () => {
  it('keeps to both limits over every stretch of a minute, and never waits longer than one', () => {
    const requests = fc.array(
      fc.record({ afterMs: fc.nat({ max: 40_000 }), tokens: fc.integer({ min: 1, max: 1_500 }) }),
      { maxLength: 60 },
    );
    const limits = fc.record({
      requestsPerMinute: fc.integer({ min: 1, max: 10 }),
      tokensPerMinute: fc.integer({ min: 100, max: 5_000 }),
    });
    fc.assert(
      fc.property(requests, limits, (wanted, limit) => {
        const bench = open();
        const sent = wanted.map(({ afterMs, tokens }) => {
          bench.pass(afterMs);
          const waitMs = bench.waitFor(tokens, limit);
          assert.ok(waitMs <= 60_000);
          bench.limiter.count({ model, tokens });
          return { at: bench.now(), tokens };
        });
        for (const { at } of sent) {
          const minute = sent.filter(other => other.at <= at && other.at > at - 60_000);
          const sum = minute.reduce((total, { tokens }) => total + tokens, 0);
          assert.ok(minute.length <= limit.requestsPerMinute);
          assert.ok(minute.length === 1 || sum <= limit.tokensPerMinute);
        }
      }),
    );
  });

  it('names the limit that it keeps to', () => {
    const { limiter } = open();
    limiter.count({ model, tokens: 900 });

    assert.equal(limiter.check({ model, tokens: 1 }, { requestsPerMinute: 1 }).limit, '1 requests a minute');
    assert.equal(
      limiter.check({ model, tokens: 200 }, { tokensPerMinute: 1_000 }).limit,
      '1,000 tokens a minute',
    );
  });

  it('counts what an answer came to instead of what it might have', () => {
    const { limiter } = open();
    const limits = { tokensPerMinute: 10_000 };
    const counted = limiter.count({ model, tokens: 9_000 });
    assert.ok(limiter.check({ model, tokens: 9_000 }, limits).waitMs > 0);

    counted.settle(500);

    assert.equal(limiter.check({ model, tokens: 9_000 }, limits).waitMs, 0);
  });

  it('waits until a provider takes more, when its last answer said that it takes none', () => {
    const bench = open();
    bench.limiter.learn(model, { requests: { remaining: 1, resetMs: 20_000 } });
    assert.equal(bench.waitFor(1), 0);
    bench.limiter.count({ model, tokens: 1 });

    assert.equal(bench.waitFor(1), 20_000);
    assert.equal(bench.waitFor(1), 0);
  });

  it('waits only for the share of the tokens that is missing', () => {
    const bench = open();
    bench.limiter.learn(model, { tokens: { remaining: 0, limit: 100_000, resetMs: 60_000 } });

    assert.equal(bench.waitFor(50_000), 30_000);
  });

  it('takes what is told of one model for that model only', () => {
    const { limiter } = open();
    limiter.close(model, 5_000);

    assert.equal(limiter.check({ model, tokens: 1 }, {}).waitMs, 5_000);
    assert.equal(limiter.check({ model: 'test/other', tokens: 1 }, {}).waitMs, 0);
  });
});

function open() {
  let now = 1_000_000;
  const limiter = new RateLimiter({ now: () => now, sleep: () => Promise.resolve() });
  return {
    limiter,
    now: () => now,
    pass: (durationMs: number) => {
      now += durationMs;
    },
    /** Waits as long as it takes, and says how long that was. */
    waitFor(tokens: number, limits: RateLimits = {}): number {
      const before = now;
      for (;;) {
        const { waitMs } = limiter.check({ model, tokens }, limits);
        if (waitMs === 0) return now - before;
        now += waitMs;
      }
    },
  };
}
