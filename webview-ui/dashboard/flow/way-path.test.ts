import assert from 'node:assert/strict';
import { wayPath } from './way-path.ts';

describe('the line of a way', () => {
  it('is straight between two points', () => {
    assert.equal(
      wayPath([
        { x: 0, y: 10 },
        { x: 40.4, y: 10 },
      ]),
      'M0,10 L40,10',
    );
  });

  it('rounds the corners between its ends', () => {
    const corners = [
      { x: 0, y: 0 },
      { x: 10, y: 0 },
      { x: 10, y: 20 },
      { x: 30, y: 20 },
    ];
    assert.equal(wayPath(corners), 'M0,0 Q10,0 10,10 Q10,20 20,20 L30,20');
  });

  it('is none without two points', () => {
    assert.equal(wayPath([]), '');
    assert.equal(wayPath([{ x: 1, y: 1 }]), '');
  });
});
