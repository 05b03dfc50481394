import assert from 'node:assert/strict';
import fc from 'fast-check';
import { AnswerSize } from './answer-size.ts';

describe('AnswerSize', () => {
  it('takes an event that never ends for an answer without end, however it is cut', () => {
    const pieces = fc.array(fc.integer({ min: 1, max: 900_000 }), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(pieces, fc.boolean(), (lengths, hasEnds) => {
        const size = new AnswerSize();
        for (const length of lengths) size.add(piece(length, hasEnds));

        const sum = lengths.reduce((total, length) => total + length, 0);
        assert.equal(size.isEndless, !hasEnds && sum > 4_000_000);
      }),
    );
  });

  it('counts what stands before and behind the end of an event apart', () => {
    const size = new AnswerSize();
    for (let round = 0; round < 3; round += 1) {
      size.add(piece(3_999_999, false));
      size.add(new TextEncoder().encode('x\n'));
    }
    assert.equal(size.isEndless, false);

    size.add(piece(3_999_999, false));
    size.add(new TextEncoder().encode('xx\n'));
    assert.equal(size.isEndless, true);
  });

  it('takes 128 MB of events for an answer without end', () => {
    const size = new AnswerSize();
    const events = piece(1_000_000, true);
    for (let count = 0; count < 128; count += 1) size.add(events);
    assert.equal(size.isEndless, false);

    size.add(piece(1, true));
    assert.equal(size.isEndless, true);
  });
});

/** Zeros, and a line feed at the end if asked. */
function piece(length: number, hasEnd: boolean): Uint8Array {
  const bytes = new Uint8Array(length);
  if (hasEnd) bytes[length - 1] = 10;
  return bytes;
}
