import assert from 'node:assert/strict';
import fc from 'fast-check';
import { spreadOf } from './spread.ts';

describe('the spread of measured values', () => {
  it('has the middle value, or the middle of the two middle ones', () => {
    assert.equal(spreadOf([3, 1, 2]).median, 2);
    assert.equal(spreadOf([4, 1, 3, 2]).median, 2.5);
  });

  it('leaves the values it was given in their order', () => {
    const values = [3, 1, 2];
    spreadOf(values);
    assert.deepEqual(values, [3, 1, 2]);
  });

  it('is in order, within the values, whatever they are', () => {
    const values = fc.array(fc.double({ noNaN: true, min: -1e9, max: 1e9 }), { minLength: 1 });
    fc.assert(
      fc.property(values, measured => {
        const { median, p10, p90, worst, count } = spreadOf(measured);
        assert.ok(Math.min(...measured) <= p10 && p10 <= median && median <= p90 && p90 <= worst);
        assert.equal(worst, Math.max(...measured));
        assert.equal(count, measured.length);
      }),
    );
  });

  it('refuses to speak of nothing', () => {
    assert.throws(() => spreadOf([]), /nothing was measured/);
  });
});
