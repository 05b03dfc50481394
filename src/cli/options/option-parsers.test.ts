import assert from 'node:assert/strict';
import { parseList, parseNonEmpty, parseUsd, parseWhole } from './option-parsers.ts';

describe('the parsers of options', () => {
  it('take dollars above 0 and nothing else', () => {
    assert.equal(parseUsd('0.5'), 0.5);
    for (const text of ['0', '-1', '', ' ', 'abc', 'NaN', 'Infinity', '1,5', '$1']) {
      assert.throws(() => parseUsd(text), /must be a number of dollars above 0/u, text);
    }
  });

  it('take whole numbers within their bounds', () => {
    const parse = parseWhole(0, 20);

    assert.deepEqual([parse('0'), parse('20')], [0, 20]);
    for (const text of ['21', '-1', '1.5', '1e1', '', 'x'])
      assert.throws(() => parse(text), /whole number from 0 to 20/u, text);
  });

  it('refuse blanks', () => {
    assert.equal(parseNonEmpty(' x '), ' x ');
    assert.throws(() => parseNonEmpty('  '), /must not be empty/u);
  });

  it('take names with commas between them, and no blanks for names', () => {
    assert.deepEqual(parseList(' a, b,,c,'), ['a', 'b', 'c']);
    for (const text of ['', ' ', ', ,']) assert.throws(() => parseList(text), /must not be empty/u, text);
  });
});
