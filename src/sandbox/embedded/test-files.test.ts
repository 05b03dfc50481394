import assert from 'node:assert/strict';
import { findTestFiles } from './test-files.ts';

const files = [
  'a.test.js',
  'lib/a.js',
  'lib/b_test.ts',
  'node_modules/x/y.test.js',
  'pkg/c-test.mjs',
  'pkg/test/deep/d.cjs',
  'pkg/test/data.json',
  'test.ts',
  'test/e.js',
];

describe('findTestFiles', () => {
  it('finds what Node would run when nothing is named', () => {
    assert.deepEqual(found('node', []), [
      'a.test.js',
      'lib/b_test.ts',
      'pkg/c-test.mjs',
      'pkg/test/deep/d.cjs',
      'test.ts',
      'test/e.js',
    ]);
  });

  it('finds what Deno would run when nothing is named', () => {
    assert.deepEqual(found('deno', []), ['a.test.js', 'lib/b_test.ts', 'test.ts']);
  });

  it('looks below the folder that the command runs in', () => {
    assert.deepEqual(found('node', [], 'pkg'), ['pkg/c-test.mjs', 'pkg/test/deep/d.cjs']);
    assert.deepEqual(found('node', ['../lib/a.js', './c-*.mjs'], 'pkg'), ['lib/a.js', 'pkg/c-test.mjs']);
  });

  it('takes files, folders and patterns', () => {
    assert.deepEqual(found('node', ['lib/a.js', 'pkg', 'test/*.js', './lib/*.{ts,js}']), [
      'lib/a.js',
      'lib/b_test.ts',
      'pkg/c-test.mjs',
      'pkg/test/deep/d.cjs',
      'test/e.js',
    ]);
  });

  it('tells what it did not find', () => {
    const { found: none, unmatched } = findTestFiles(
      { runner: 'node', patterns: ['gone.js', '../out.js'] },
      '',
      files,
    );

    assert.deepEqual([none, unmatched], [[], ['gone.js', '../out.js']]);
  });
});

function found(runner: 'node' | 'deno', patterns: readonly string[], directory = ''): readonly string[] {
  return findTestFiles({ runner, patterns }, directory, files).found;
}
