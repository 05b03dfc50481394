import assert from 'node:assert/strict';
import fc from 'fast-check';
import { fitIndentation, type IndentPair } from './indentation.ts';

function rule(pairs: readonly (readonly [string, string])[], samples: readonly string[] = []) {
  return fitIndentation(
    pairs.map(([written, found]): IndentPair => ({ written, found })),
    samples,
  );
}

describe('the rule of an indentation', () => {
  it('is to keep it when it is right', () => {
    assert.equal(rule([['  ', '  ']])?.('    '), '    ');
    assert.equal(rule([])?.('\t'), '\t');
  });

  it('is a shift to the right or to the left', () => {
    assert.equal(
      rule([
        ['', '    '],
        ['  ', '      '],
      ])?.('    '),
      '        ',
    );
    assert.equal(
      rule([
        ['    ', ''],
        ['      ', '  '],
      ])?.('        '),
      '    ',
    );
    assert.equal(rule([['    ', '']])?.('  '), '');
    assert.equal(
      rule([
        ['', '\t'],
        ['\t', '\t\t'],
      ])?.('\t\t'),
      '\t\t\t',
    );
  });

  it('is tabs for blanks, of the width that fits', () => {
    assert.equal(
      rule([
        ['    ', '\t'],
        ['        ', '\t\t'],
      ])?.('            '),
      '\t\t\t',
    );
    assert.equal(rule([['  ', '\t']])?.('    '), '\t\t');
    assert.equal(rule([['     ', '\t ']])?.('         '), '\t\t ');
    assert.equal(rule([['', '\t']], ['    '])?.('    '), '\t\t');
    assert.equal(rule([['', '']], ['    '])?.('    '), '    ');
  });

  it('is blanks for tabs', () => {
    assert.equal(
      rule([
        ['\t', '    '],
        ['\t\t', '        '],
      ])?.('\t\t\t'),
      ' '.repeat(12),
    );
    assert.equal(rule([['\t', '  ']])?.('\t\t'), '    ');
  });

  it('is another width of step', () => {
    assert.equal(
      rule([
        ['', ''],
        ['  ', '    '],
        ['    ', '        '],
      ])?.('      '),
      ' '.repeat(12),
    );
    assert.equal(
      rule([
        ['', '  '],
        ['    ', '    '],
      ])?.('        '),
      '      ',
    );
  });

  it('does not exist when the pairs contradict each other', () => {
    assert.equal(
      rule([
        ['  ', '    '],
        ['  ', '      '],
      ]),
      undefined,
    );
    assert.equal(
      rule([
        ['', '    '],
        ['    ', '    '],
      ]),
      undefined,
    );
  });

  it('makes every pair right that it was found from', () => {
    const blanks = fc.constantFrom('', '  ', '    ', '        ', '\t', '\t\t', '\t  ');
    fc.assert(
      fc.property(
        fc.array(fc.record({ written: blanks, found: blanks }), { maxLength: 4 }),
        fc.array(blanks),
        (pairs, samples) => {
          const found = fitIndentation(pairs, samples);
          if (found !== undefined) for (const pair of pairs) assert.equal(found(pair.written), pair.found);
        },
      ),
    );
  });
});
