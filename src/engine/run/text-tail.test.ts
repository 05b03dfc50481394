import assert from 'node:assert/strict';
import fc from 'fast-check';
import { appendToTail, emptyTail, keptCharacters, shortenTail } from './text-tail.ts';

const piece = fc.string({ minLength: 1, maxLength: 9_000, unit: fc.constantFrom('a', 'b', '\n', '€') });

describe('the tail of a text', () => {
  it('is the end of it, knows how much came before, and stays bounded, whatever the pieces', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), pieces => {
        const whole = pieces.join('');
        const { text, dropped } = pieces.reduce(appendToTail, emptyTail);
        assert.equal(text, whole.slice(dropped));
        assert.ok(text.length <= 2 * keptCharacters);
        assert.ok(dropped === 0 || text.length >= keptCharacters * 0.75 - 1);
      }),
      { numRuns: 50 },
    );
  });

  it('is never longer than asked for, and as long as it can be where no line begins nearby', () => {
    fc.assert(
      fc.property(piece, fc.integer({ min: 4, max: 2_000 }), (whole, maxLength) => {
        const { text, dropped } = shortenTail({ text: whole, dropped: 5 }, maxLength);
        assert.equal(text, whole.slice(dropped - 5));
        assert.ok(text.length <= maxLength);
        assert.ok(text.length >= Math.min(whole.length, maxLength * 0.75 - 1));
      }),
    );
    assert.equal(shortenTail({ text: 'x'.repeat(100), dropped: 0 }, 40).text.length, 40);
  });

  it('begins with a line where one begins nearby', () => {
    const lines = Array.from({ length: 100 }, (_, index) => `line ${index}\n`).join('');
    assert.match(shortenTail({ text: lines, dropped: 0 }, 200).text, /^line \d+\n/);
  });
});
