import assert from 'node:assert/strict';
import { formatLift } from './format-share.ts';

describe('the lift of repair', () => {
  it('is told in points, as it is a difference of percentages', () => {
    assert.deepEqual([1 / 3, 0, -0.05].map(formatLift), ['+33.3 points', '+0.0 points', '−5.0 points']);
  });
});
