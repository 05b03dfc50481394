import assert from 'node:assert/strict';
import { unwrapEdit } from './unwrap.ts';

function unwrappings(search: string, replace: string): readonly (readonly [string, string, string])[] {
  return [...unwrapEdit({ search, replace })]
    .slice(1)
    .map(attempt => [attempt.unwrapped.join(' + '), attempt.search, attempt.replace] as const);
}

describe('unwrapping an edit', () => {
  it('begins with the edit as it was given', () => {
    assert.deepEqual(
      [...unwrapEdit({ search: 'a', replace: 'b' })].map(({ search, unwrapped }) => ({ search, unwrapped })),
      [{ search: 'a', unwrapped: [] }],
    );
  });

  it('takes a fence off both sides, or off the search alone', () => {
    assert.deepEqual(unwrappings('```ts\na\n```', '```ts\nb\n```\n'), [['fence', 'a', 'b']]);
    assert.deepEqual(unwrappings('~~~\na\n~~~\n', 'b\n'), [['fence around the search', 'a', 'b']]);
    assert.deepEqual(unwrappings('```\na\n```', '```\n```'), [['fence', 'a', '']]);
    assert.deepEqual(unwrappings('```\na', '```\nb'), []);
  });

  it('takes line numbers off that count up by one', () => {
    assert.deepEqual(unwrappings('9| a\n10|   b', '9| a\n10| c\n11|   b'), [
      ['line numbers', 'a\n  b', 'a\nc\n  b'],
    ]);
    assert.deepEqual(unwrappings('   9\ta\n  10\t\tb', 'c'), [['line numbers', 'a\n\tb', 'c']]);
    assert.deepEqual(unwrappings('7: a\n8:\n9: b', '7: a\n8: b'), [['line numbers', 'a\n\nb', 'a\nb']]);
    assert.deepEqual(unwrappings('3 a\n4 b\n', '3 c\n'), [['line numbers', 'a\nb\n', 'c\n']]);
    assert.deepEqual(unwrappings('1| a\n1| b', 'c'), []);
    assert.deepEqual(unwrappings('1| a\nb', 'c'), []);
  });

  it('tells a blank behind a number from indentation', () => {
    assert.deepEqual(unwrappings('1|    a\n2|        b', 'c')[0]?.[1], '    a\n        b');
    assert.deepEqual(unwrappings('1|     a\n2|         b', 'c')[0]?.[1], '    a\n        b');
  });

  it('turns entities back once', () => {
    assert.deepEqual(unwrappings('a &lt; b &amp;amp; &#39;c&#x27; &copy;', 'd &gt;'), [
      ['HTML entities', "a < b &amp; 'c' &copy;", 'd >'],
    ]);
  });

  it('takes escapes of one kind off at a time', () => {
    const found = unwrappings('f(\\"a\\")', 'f(\\"b\\\\n\\")');
    assert.deepEqual(found[0], ['doubled backslashes', 'f("a")', 'f("b\\n")']);
    assert.deepEqual(
      unwrappings('a \\d', 'b').map(([, search]) => search),
      [],
    );
  });

  it('reads a JSON string when the replacement’s line breaks show that it is one', () => {
    assert.deepEqual(unwrappings('f(\\"a\\")', 'f(\\"a\\");\\n  g();')[0], [
      'JSON string',
      'f("a")',
      'f("a");\n  g();',
    ]);
    assert.deepEqual(unwrappings('f(\\"a\\")', 'f(\\"a\\n\\")')[0], [
      'escaped quotes',
      'f("a")',
      'f("a\\n")',
    ]);
  });

  it('reads no JSON string where JSON would refuse the escape', () => {
    for (const refused of ['\\N', '\\U0041', '\\u00g1', '\\x41'])
      assert.equal(
        unwrappings('say(\\"hi\\")', refused).some(([name]) => name.includes('JSON')),
        false,
        refused,
      );
  });

  it('goes from the outside to the inside', () => {
    assert.deepEqual(unwrappings('```\n1| &lt;a\n```', '```\n1| &lt;b\n```').at(-1), [
      'fence + line numbers + HTML entities',
      '<a',
      '<b',
    ]);
    assert.deepEqual(unwrappings('1| ```\n2| a\n3| ```', '1| ```\n2| b\n3| ```').at(-1), [
      'line numbers + fence',
      'a',
      'b',
    ]);
  });
});
