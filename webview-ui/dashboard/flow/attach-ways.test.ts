import assert from 'node:assert/strict';
import fc from 'fast-check';
import { attachWays, type Box } from './attach-ways.ts';

const box = (x: number, y: number): Box => ({ x, y, width: 100, height: 60 });

describe('the ends of ways at boxes', () => {
  it('lie on the sides that face each other, forth and back', () => {
    const boxes = new Map([
      ['a', box(0, 0)],
      ['b', box(300, 100)],
    ]);
    const ways = [
      { from: 'a', to: 'b', corners: [{ x: 200, y: 20 }] },
      { from: 'b', to: 'a', corners: [{ x: 200, y: 80 }] },
    ];
    assert.deepEqual(attachWays(ways, boxes), [
      [
        { x: 100, y: 20 },
        { x: 200, y: 20 },
        { x: 300, y: 120 },
      ],
      [
        { x: 300, y: 140 },
        { x: 200, y: 80 },
        { x: 100, y: 40 },
      ],
    ]);
  });

  it('lie apart on one side, in the order of where they lead', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer({ min: -500, max: 500 }), { minLength: 1, maxLength: 9 }),
        heights => {
          const targets = heights.map((y, index) => [`b${index}`, box(300, y)] as const);
          const boxes = new Map([['a', box(0, 0)] as const, ...targets]);
          const ways = targets.map(([to]) => ({ from: 'a', to, corners: [] }));
          const ends = attachWays(ways, boxes).map(([start], index) => ({
            y: start?.y ?? Number.NaN,
            leads: heights[index],
          }));
          const byPlace = ends.toSorted((a, b) => a.y - b.y);
          assert.deepEqual(
            byPlace.map(({ leads }) => leads),
            heights.toSorted((a, b) => a - b),
          );
          assert.equal(new Set(ends.map(({ y }) => y)).size, heights.length);
          assert.ok(ends.every(({ y }) => y > 0 && y < 60));
        },
      ),
    );
  });

  it('cannot be where nothing is drawn', () => {
    const ways = [{ from: 'a', to: 'gone', corners: [] }];
    assert.throws(() => attachWays(ways, new Map([['a', box(0, 0)]])), /leads to gone/u);
  });
});
