import assert from 'node:assert/strict';
import fc from 'fast-check';
import { cutToWidth, textWidth } from './text-width.ts';

describe('the width of text', () => {
  it('counts wide characters twice and marks not at all', () => {
    assert.deepEqual(['abc', '世界', 'e\u0301', '👋', '…'].map(textWidth), [3, 4, 1, 2, 1]);
  });

  it('is never more than what it was cut to', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.nat({ max: 30 }), (text, columns) => {
        assert.ok(textWidth(cutToWidth(text, columns)) <= columns);
      }),
    );
  });

  it('stays as it is where there is room', () => {
    assert.equal(cutToWidth('世界', 4), '世界');
    assert.equal(cutToWidth('世界!', 4), '世…');
  });
});
