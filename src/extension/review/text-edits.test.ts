import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type TextPosition, type TextReplacement, textEdits } from './text-edits.ts';

// Few and short lines, so that both texts have much in common.
const line = fc.constantFrom('', 'a', 'b', 'ab', 'ü😀');
const lineBreak = fc.constantFrom('\n', '\r\n', '\r');
const text = fc
  .tuple(fc.array(line, { maxLength: 12 }), lineBreak)
  .map(([lines, separator]) => lines.join(separator));

describe('textEdits', () => {
  it('turns any text into any other one, with line breaks of whatever kind', () => {
    fc.assert(
      fc.property(text, text, (before, after) => {
        assert.equal(edited(plain(before), textEdits(before, after)), plain(after));
      }),
    );
  });

  it('leaves lines alone that are the same', () => {
    const lines = Array.from({ length: 50 }, (_, at) => `line ${at}`);
    const before = lines.join('\r\n');

    const edits = textEdits(before, before.replace('line 10', 'LINE 10').replace('line 40\r\n', ''));

    assert.deepEqual(edits, [
      { start: { line: 10, character: 0 }, end: { line: 11, character: 0 }, text: 'LINE 10\n' },
      { start: { line: 40, character: 0 }, end: { line: 41, character: 0 }, text: '' },
    ]);
  });

  it('has nothing to do where only the line breaks differ', () => {
    assert.deepEqual(textEdits('a\r\nb\r\n', 'a\nb\n'), []);
  });

  it('takes a last line away, and adds one, with the break before it', () => {
    assert.deepEqual(textEdits('a\nb', 'a'), [
      { start: { line: 0, character: 1 }, end: { line: 1, character: 1 }, text: '' },
    ]);
    assert.deepEqual(textEdits('a', 'a\nb'), [
      { start: { line: 0, character: 1 }, end: { line: 0, character: 1 }, text: '\nb' },
    ]);
  });
});

const plain = (any: string) => any.replace(/\r\n|\r/gu, '\n');

/** As an editor does it: all edits at once, each where the text stood before any of them. They come in their order. */
function edited(before: string, edits: readonly TextReplacement[]): string {
  const lines = before.split('\n');
  const offset = ({ line: at, character }: TextPosition) =>
    lines.slice(0, at).reduce((sum, { length }) => sum + length + 1, 0) + character;
  return edits.reduceRight((all, { start, end, text: next }) => {
    return all.slice(0, offset(start)) + next + all.slice(offset(end));
  }, before);
}
