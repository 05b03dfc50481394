import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createTerminalFilter } from './terminal-filter.ts';

const filtered = (...pieces: readonly string[]) => {
  const filter = createTerminalFilter();
  return pieces.map(piece => filter(piece)).join('');
};
const esc = '\u001B';

describe('output on its way to the terminal', () => {
  it('keeps its colours and its lines', () => {
    assert.equal(filtered(`${esc}[1;31mred${esc}[0m\nnext\ttab`), `${esc}[1;31mred${esc}[0m\r\nnext\ttab`);
    assert.equal(filtered(`${esc}[38;2;1;2;3mtrue${esc}[m`), `${esc}[38;2;1;2;3mtrue${esc}[m`);
  });

  it('shows as text what would clear the screen, set a title, make a link or ring', () => {
    assert.equal(filtered(`${esc}[2J${esc}[H`), '⟨U+001B⟩[2J⟨U+001B⟩[H');
    assert.equal(filtered(`${esc}]0;title\u0007`), '⟨U+001B⟩]0;title⟨U+0007⟩');
    assert.equal(filtered(`${esc}]8;;http://evil/${esc}\\x`), '⟨U+001B⟩]8;;http://evil/⟨U+001B⟩\\x');
    assert.equal(filtered('\u009B2J'), '⟨U+009B⟩2J');
    assert.equal(filtered('a\u202Eb'), 'a⟨U+202E⟩b');
  });

  it('waits for the rest of a colour that a piece cuts in two', () => {
    assert.equal(filtered('a', esc, '[3', '1m', 'b'), `a${esc}[31mb`);
    assert.equal(filtered(`a${esc}`, '[2J'), 'a⟨U+001B⟩[2J');
  });

  it('does not take a colour for one that follows another control character', () => {
    assert.equal(filtered('\n[31m'), '\r\n[31m');
  });

  it('shows a bomb of endless parameters as text', () => {
    const bomb = `${esc}[${'9;'.repeat(100_000)}m`;
    assert.ok(filtered(bomb).startsWith('⟨U+001B⟩[9;9;'));
  });

  it('says the same wherever the pieces are cut, and lets no other control through', () => {
    const parts = fc.constantFrom(
      'a',
      '\n',
      esc,
      '[',
      '3',
      '1',
      ';',
      'm',
      'J',
      ']',
      '\u0007',
      '\u202E',
      '😀',
    );
    fc.assert(
      fc.property(fc.array(parts, { maxLength: 40 }), pieces => {
        const inPieces = filtered(...pieces, 'end');
        assert.equal(inPieces, filtered(`${pieces.join('')}end`));
        const withoutColours = inPieces.replaceAll(new RegExp(`${esc}\\[[0-9;:]*m`, 'g'), '');
        assert.doesNotMatch(withoutColours.replace(/[\r\n\t]/g, ''), /\p{Cc}|\p{Bidi_Control}/u);
      }),
    );
  });
});
