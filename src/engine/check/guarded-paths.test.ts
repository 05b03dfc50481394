import assert from 'node:assert/strict';
import type { Check } from './check.ts';
import { guardedPaths } from './guarded-paths.ts';

const check = (command: string, protectedPaths: readonly string[], language: Check['language'] = 'python') =>
  guardedPaths({ command, language, protectedPaths, source: 'workspace' });

describe('guardedPaths', () => {
  it('keeps modules that would stand in for the runner from the folders Python looks in', () => {
    const guarded = check('python -m unittest discover -s tests', ['tests/test_a.py']);
    for (const path of [
      'unittest.py',
      'unittest/__main__.py',
      'tests/unittest/__init__.py',
      'tests/test_a.py',
    ])
      assert.ok(guarded.includes(path), path);
    assert.equal(guarded.includes('lib/unittest.py'), false);
    assert.equal(guarded.includes('conftest.py'), false);
  });

  it('keeps settings from tests that are there, and leaves them to whoever writes the tests', () => {
    assert.ok(check('python -m pytest -q', ['tests/test_a.py']).includes('tests/conftest.py'));
    assert.equal(check('python -m pytest -q', []).includes('conftest.py'), false);
    assert.ok(check('npm test', ['package.json'], 'node').includes('.mocharc.cjs'));
    assert.deepEqual(check('node a.js', [], 'node'), []);
  });

  it('names each path once', () => {
    const guarded = check('pytest', ['conftest.py', 'test_a.py']);
    assert.equal(new Set(guarded).size, guarded.length);
  });
});
