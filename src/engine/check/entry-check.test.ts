import assert from 'node:assert/strict';
import type { ContentHash } from '../ports/content-store.ts';
import { entryCheck } from './entry-check.ts';

const hash: ContentHash = 'sha256:0';
const change = { base: null, next: hash, executable: false };
const commandFor = (...paths: readonly string[]) =>
  entryCheck({ hash, files: Object.fromEntries(paths.map(path => [path, change])) })?.command;

describe('entryCheck', () => {
  it('runs the only file that can run', () => {
    assert.equal(commandFor('fib.py', 'README.md'), "python 'fib.py'");
    assert.equal(commandFor('fib.ts'), "node 'fib.ts'");
    assert.equal(commandFor('go.sh'), "sh 'go.sh'");
  });

  it('prefers tests to a main file, and a main file to any other', () => {
    assert.equal(commandFor('a.py', 'main.py', 'test_a.py'), "python 'test_a.py'");
    assert.equal(commandFor('a.js', 'lib/b.js', 'index.js'), "node 'index.js'");
  });

  it('finds nothing to run in prose, data, declarations and deletions', () => {
    assert.equal(commandFor('README.md', 'data.json', 'types.d.ts'), undefined);
    assert.equal(
      entryCheck({ hash, files: { 'a.py': { base: hash, next: null, executable: false } } }),
      undefined,
    );
  });

  it('quotes a name for the shell', () => {
    assert.equal(commandFor("it's.py"), String.raw`python 'it'\''s.py'`);
  });
});
