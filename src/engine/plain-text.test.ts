import assert from 'node:assert/strict';
import fc from 'fast-check';
import { plainBlock, plainLine } from './plain-text.ts';

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there.
const dangerous = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/u;

describe('plain text', () => {
  it('loses colours, links, cursor movements and reading directions', () => {
    const text =
      '\u001b[31mred\u001b[0m \u001b]8;;http://x\u0007link\u001b]8;;\u0007 \u001b[2K\u001b[1Aup \u202Egnp.exe';

    assert.equal(plainLine(text), 'red link up gnp.exe');
  });

  it('is one line where a line is wanted, and keeps its lines where a block is', () => {
    assert.equal(plainLine('a\r\n\tb\n'), 'a b');
    assert.equal(plainBlock('a\r\n\tb\rc\n'), 'a\n\tb\nc\n');
  });

  it('never holds a control character, whatever came in', () => {
    const mark = fc.constantFrom('\u001b', '[', ']', '0', ';', 'm', '\u0007');
    const piece = fc.oneof(
      mark,
      fc.nat({ max: 0x2100 }).map(code => String.fromCodePoint(code)),
    );
    const anything = fc.array(piece).map(pieces => pieces.join(''));
    fc.assert(
      fc.property(anything, text => {
        assert.doesNotMatch(plainLine(text), dangerous);
        assert.doesNotMatch(plainBlock(text), dangerous);
      }),
    );
  });

  it('leaves words in any language alone', () => {
    assert.equal(plainLine('Grüße, 世界 👋🏽'), 'Grüße, 世界 👋🏽');
  });
});
