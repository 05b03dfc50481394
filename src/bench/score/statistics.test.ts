import assert from 'node:assert/strict';
import fc from 'fast-check';
import { mcnemar, passAtK, wilson } from './statistics.ts';

const near = (actual: number, expected: number): void =>
  assert.ok(Math.abs(actual - expected) < 1e-9, `${actual} is not ${expected}`);

describe('statistics of a benchmark', () => {
  it("give Wilson's interval", () => {
    const { value, low, high } = wilson(8, 10);
    assert.equal(value, 0.8);
    near(low, 0.4901624715);
    near(high, 0.9433178485);
    assert.deepEqual(wilson(0, 0), { value: 0, low: 0, high: 1 });
    assert.equal(wilson(0, 7).low, 0);
    assert.equal(wilson(7, 7).high, 1);
  });

  it('estimate pass@k as one minus the share of draws without a right sample', () => {
    near(passAtK(10, 3, 1), 0.3);
    near(passAtK(5, 2, 2), 0.7);
    assert.deepEqual([passAtK(5, 0, 3), passAtK(5, 5, 3), passAtK(5, 3, 3)], [0, 1, 1]);
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 12 }),
        fc.nat({ max: 12 }),
        fc.integer({ min: 1, max: 12 }),
        (n, right, draw) => {
          const c = Math.min(right, n);
          const k = Math.min(draw, n);
          near(passAtK(n, c, k), 1 - choose(n - c, k) / choose(n, k));
        },
      ),
    );
  });

  it("give McNemar's exact p", () => {
    assert.equal(mcnemar(0, 0), 1);
    assert.equal(mcnemar(3, 3), 1);
    near(mcnemar(5, 0), 0.0625);
    near(mcnemar(1, 9), 0.021484375);
    assert.equal(mcnemar(9, 1), mcnemar(1, 9));
  });
});

function choose(n: number, k: number): number {
  if (k > n) return 0;
  return Array.from({ length: k }, (_, i) => (n - i) / (i + 1)).reduce(
    (product, factor) => product * factor,
    1,
  );
}
