import assert from 'node:assert/strict';
import fc from 'fast-check';
import { compareTexts } from './compare-texts.ts';

describe('two texts side by side', () => {
  it('stand line beside line where one became the other', () => {
    assert.deepEqual(compareTexts('a\nb\nc\n', 'a\nB\nB2\nc\n'), [
      { kind: 'same', before: { number: 1, text: 'a' }, after: { number: 1, text: 'a' } },
      { kind: 'changed', before: { number: 2, text: 'b' }, after: { number: 2, text: 'B' } },
      { kind: 'changed', before: null, after: { number: 3, text: 'B2' } },
      { kind: 'same', before: { number: 3, text: 'c' }, after: { number: 4, text: 'c' } },
    ]);
  });

  it('have a gap between two places, and no rows when they are equal', () => {
    const many = Array.from({ length: 30 }, (_, index) => `line ${index}`);
    const rows = compareTexts(
      `${many.join('\n')}\n`,
      `${many.with(2, 'two').with(27, 'later').join('\n')}\n`,
    );
    assert.equal(rows.filter(({ kind }) => kind === 'gap').length, 1);
    assert.deepEqual(compareTexts('same\n', 'same\n'), []);
  });

  it('show lines as they are in each text, under their numbers', () => {
    const text = fc.array(fc.constantFrom('a', 'b', 'c', '-', '+', ''), { maxLength: 20 });
    fc.assert(
      fc.property(text, text, (old, fresh) => {
        const rows = compareTexts(
          old.map(line => `${line}\n`).join(''),
          fresh.map(line => `${line}\n`).join(''),
        );
        for (const { before, after, kind } of rows) {
          if (before !== null) assert.equal(old[before.number - 1], before.text);
          if (after !== null) assert.equal(fresh[after.number - 1], after.text);
          if (kind === 'same') assert.equal(before?.text, after?.text);
        }
        if (rows.every(({ kind }) => kind !== 'gap')) {
          const grown = rows.filter(({ after }) => after !== null).length;
          const shrunk = rows.filter(({ before }) => before !== null).length;
          assert.equal(grown - shrunk, fresh.length - old.length);
        }
      }),
    );
  });
});
