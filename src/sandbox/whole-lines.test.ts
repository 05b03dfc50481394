import assert from 'node:assert/strict';
import fc from 'fast-check';
import { wholeLines } from './whole-lines.ts';

function told(pieces: readonly Uint8Array[]): readonly string[] {
  const texts: string[] = [];
  const lines = wholeLines(text => texts.push(text));
  for (const piece of pieces) lines.write(piece);
  lines.end();
  return texts;
}

describe('wholeLines', () => {
  it('holds back what is not yet a line, and characters that are cut in two', () => {
    const bytes = new TextEncoder().encode('one\ntwö\nthree');

    assert.deepEqual(told([bytes.subarray(0, 7), bytes.subarray(7)]), ['one\n', 'twö\n', 'three']);
  });

  it('loses and changes nothing, however the text is cut', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'ü', '😀', '\n', '\r') });
    fc.assert(
      fc.property(text, fc.nat(20), (whole, size) => {
        const bytes = new TextEncoder().encode(whole);
        const pieces: Uint8Array[] = [];
        for (let at = 0; at < bytes.length; at += size + 1) pieces.push(bytes.subarray(at, at + size + 1));
        const texts = told(pieces);
        assert.equal(texts.join(''), whole);
        assert.ok(texts.slice(0, -1).every(one => /[\n\r]$/u.test(one)));
      }),
    );
  });
});
