import assert from 'node:assert/strict';
import { createMemoryWorkspace } from '../../../test/fakes/memory-workspace.ts';
import { discoverCheck } from './discover-check.ts';

const { signal } = new AbortController();
const discover = (files: Readonly<Record<string, string>>, command: string | null = null) =>
  discoverCheck(createMemoryWorkspace(files), command, signal);
const unittest = 'import unittest\n';

describe('discoverCheck', () => {
  it('takes the command of the user before anything else, and protects the files it names', async () => {
    const check = await discover(
      { 'verify.py': '', 'a.py': '', 'test_a.py': unittest },
      'python ./verify.py && python a.py',
    );
    assert.equal(check?.source, 'user');
    assert.equal(check?.command, 'python ./verify.py && python a.py');
    assert.deepEqual(check?.protectedPaths, ['a.py', 'verify.py']);
  });

  it('protects the tests that the command of the user runs', async () => {
    const check = await discover({ 'test_a.py': '', 'conftest.py': '', 'a.py': '' }, 'python -m pytest -x');
    assert.deepEqual(check?.protectedPaths, ['conftest.py', 'test_a.py']);
  });

  it('runs npm test where the package has one', async () => {
    const files = {
      'package.json': '{"scripts":{"test":"node --test"}}',
      'src/a.ts': '',
      'src/a.test.ts': '',
    };
    const check = await discover(files);
    assert.deepEqual([check?.command, check?.language, check?.source], ['npm test', 'node', 'workspace']);
    assert.deepEqual(check?.protectedPaths, ['package.json', 'src/a.test.ts']);
  });

  it('does not take the test script that npm makes up', async () => {
    const script = 'echo \\"Error: no test specified\\" && exit 1';
    assert.equal(await discover({ 'package.json': `{"scripts":{"test":"${script}"}}` }), undefined);
  });

  it('lives with a package.json that is none', async () => {
    assert.equal(await discover({ 'package.json': '{' }), undefined);
    assert.equal(await discover({ 'package.json': 'null' }), undefined);
    assert.equal(await discover({ 'package.json': '{"scripts":{"test":1}}' }), undefined);
  });

  it('runs unittest where all tests are written for it', async () => {
    assert.equal((await discover({ 'test_a.py': unittest }))?.command, 'python -m unittest discover');
    assert.equal(
      (await discover({ 'tests/test_a.py': unittest }))?.command,
      'python -m unittest discover -s tests',
    );
    assert.equal(
      (await discover({ 'tests/__init__.py': '', 'tests/test_a.py': unittest }))?.command,
      'python -m unittest discover',
    );
    assert.equal(
      (await discover({ 'a_test.py': unittest }))?.command,
      'python -m unittest discover -p "*_test.py"',
    );
  });

  it('runs pytest where any test needs it', async () => {
    const check = await discover({ 'test_a.py': unittest, 'test_b.py': 'def test_b():\n    assert True\n' });
    assert.equal(check?.command, 'python -m pytest -q');
    assert.equal(check?.language, 'python');
  });

  it('finds nothing where there is nothing', async () => {
    assert.equal(await discover({ 'a.py': '', 'README.md': '' }), undefined);
    assert.equal(await discover({}), undefined);
  });
});
