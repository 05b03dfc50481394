import assert from 'node:assert/strict';
import fc from 'fast-check';
import { lineAt, readLines, replaceLines } from './file-lines.ts';

const piece = fc.constantFrom('a', 'bc', '', '\n', '\r\n', '\r', '\uFEFF');
const file = fc.array(piece, { maxLength: 20 }).map(pieces => pieces.join(''));

describe('a file as lines', () => {
  it('is put together again to the byte', () => {
    fc.assert(
      fc.property(file, original => {
        const { bom, lines, endingAt } = readLines(original);
        assert.equal(bom + lines.map((line, at) => line + endingAt(at)).join(''), original);
      }),
    );
  });

  it('stays as it is when lines are replaced by themselves', () => {
    fc.assert(
      fc.property(file, fc.nat(), fc.nat(), (original, a, b) => {
        const read = readLines(original);
        const from = a % read.lines.length;
        const to = from + 1 + (b % (read.lines.length - from));
        const same = read.lines
          .slice(from, to)
          .map((text, at) => ({ text, ending: read.endingAt(from + at) }));
        assert.equal(replaceLines(read, { from, to }, same), original);
      }),
    );
  });

  it('knows the ending that most lines have', () => {
    assert.equal(readLines('a\r\nb\r\nc\n').mainEnding, '\r\n');
    assert.equal(readLines('a\r\nb\n').mainEnding, '\n');
    assert.equal(readLines('a').mainEnding, '\n');
  });

  it('does not end with a line break when its last line goes and it had none', () => {
    assert.equal(replaceLines(readLines('a\r\nb'), { from: 1, to: 2 }, []), 'a');
    assert.equal(replaceLines(readLines('a'), { from: 0, to: 1 }, []), '');
  });

  it('says which line an offset lies in, the break being part of the line it ends', () => {
    const read = readLines('ab\r\n\nc');
    assert.deepEqual(
      [0, 2, 3, 4, 5].map(offset => lineAt(read, offset)),
      [0, 0, 1, 2, 2],
    );
  });
});
