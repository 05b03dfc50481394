import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { parseCompilerErrors } from './parse-compiler-errors.ts';

const parse = (text: string) => parseCompilerErrors(text.split('\n'));

describe('errors of the TypeScript compiler', () => {
  const expected = [
    {
      kind: 'syntax_error',
      message: "TS2322: Type 'string' is not assignable to type 'number'.",
      path: 'src/p.ts',
      line: 1,
    },
    {
      kind: 'import_error',
      message: "TS2307: Cannot find module './zzz' or its corresponding type declarations.",
      path: 'src/p.ts',
      line: 3,
    },
  ];

  it('are read in their plain form', () => {
    const failures = parse(`src/p.ts(1,7): error TS2322: Type 'string' is not assignable to type 'number'.
src/p.ts(3,19): error TS2307: Cannot find module './zzz' or its corresponding type declarations.`);

    assert.deepEqual(failures, expected);
  });

  it('are read in their pretty form, with the source line', () => {
    const failures = parse(`src/p.ts:1:7 - error TS2322: Type 'string' is not assignable to type 'number'.

1 const x: number = "a";
        ~

src/p.ts:3:19 - error TS2307: Cannot find module './zzz' or its corresponding type declarations.

3 import { q } from "./zzz";
                    ~~~~~~~


Found 2 errors in the same file, starting at: src/p.ts:1`);

    assert.deepEqual(failures, [
      { ...expected[0], excerpt: 'const x: number = "a";' },
      { ...expected[1], excerpt: 'import { q } from "./zzz";' },
    ]);
  });

  it('are read from Deno', () => {
    const failures = parse(`TS2322 [ERROR]: Type 'string' is not assignable to type 'number'.
Deno.test("types", () => { const x: number = "s"; });
                                 ^
    at file:///workspace/src/p.ts:1:34`);

    assert.deepEqual(failures, [expected[0]]);
  });

  it('blame the environment for options and files that are not there', () => {
    assert.deepEqual(parse("error TS5058: The specified path does not exist: 'nope.json'."), [
      { kind: 'environment_error', message: "TS5058: The specified path does not exist: 'nope.json'." },
    ]);
  });
});
