import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseJsonc } from './parse-jsonc.ts';

describe('JSON with comments', () => {
  it('may have comments and trailing commas, but not inside of strings', () => {
    const text = '{ // one\n "a": "x // y, }", /* two\n */ "b": [1, 2,], "c": "\\"/*", }';
    assert.deepEqual(parseJsonc(text), { a: 'x // y, }', b: [1, 2], c: '"/*' });
  });

  it('reads every plain JSON text as JSON.parse does', () => {
    fc.assert(
      fc.property(fc.jsonValue(), value => {
        assert.deepEqual(parseJsonc(JSON.stringify(value, null, 2)), JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  it('throws a SyntaxError for anything else', () => {
    fc.assert(
      fc.property(fc.string(), text => {
        try {
          parseJsonc(text);
        } catch (error) {
          assert.ok(error instanceof SyntaxError);
        }
      }),
    );
  });
});
