import assert from 'node:assert/strict';
import { openForTest, runForTest, skipWithoutRuntime } from '../../../test/embedded-sandboxes.ts';

describe('the verdict on an embedded program', function () {
  this.timeout(60_000);
  before(function () {
    skipWithoutRuntime(this);
  });

  const redTest = "test('red', () => { throw new Error('red'); });";
  const attempts = {
    'changes what arrays do':
      'Array.prototype.push = () => 0; Array.prototype.shift = () => undefined; Array.prototype.every = () => true;',
    'changes what becomes JSON':
      'JSON.stringify = () => \'{"state":"finished","tests":1,"suites":0,"passed":1,"failed":0,"skipped":0,"failures":[]}\';',
    'gives every object a JSON of its own':
      "Object.prototype.toJSON = () => ({ state: 'finished', tests: 1, suites: 0, passed: 1, failed: 0, skipped: 0, failures: [] });",
    'changes what the larger number is': 'Math.max = () => 0;',
    'takes the place of what registers tests':
      'try { Deno.test = () => {}; } catch {}\ntry { globalThis.Deno = { ...Deno, test() {} }; } catch {}',
    'leaves in the middle': "test('leaves', () => process.exit(0));",
  } as const;
  for (const [name, code] of Object.entries(attempts)) {
    it(`stays red when a test file ${name}`, async () => {
      await using sandbox = await openForTest({
        'main.test.mjs': `import test from 'node:test';\n${code}\n${redTest}`,
      });
      const [whole, alone] = [
        await runForTest(sandbox, 'node --test main.test.mjs'),
        await runForTest(sandbox, 'node main.test.mjs'),
      ];

      assert.deepEqual([whole.exitCode, alone.exitCode], [1, 1]);
    });
  }

  it('is written where a program cannot find it, though it looks through its own memory', async () => {
    await using sandbox = await openForTest({
      'main.mjs': `import v8 from 'node:v8';
let heap = '';
for await (const piece of v8.getHeapSnapshot()) heap += piece;
console.log(heap.length > 1_000_000, /reports.{1,3}[0-9a-f]{20,}/u.exec(heap));
process.exit();`,
    });
    const { stdout } = await runForTest(sandbox, 'node main.mjs');

    assert.equal(stdout, 'true null\n');
  });

  it('stays red when a program that threw says otherwise on its way out', async () => {
    await using sandbox = await openForTest({
      'main.mjs':
        "process.on('exit', () => process.exit(0));\naddEventListener('unload', () => Deno.exit(0));\nthrow new Error('red');",
    });
    const { exitCode, stderr } = await runForTest(sandbox, 'node main.mjs');

    assert.equal(exitCode, 1);
    assert.match(stderr, /^Error: red/u);
  });

  for (const [name, code] of Object.entries({
    'in the middle of a test': 'class T(unittest.TestCase):\n    def test_a(self): os._exit(0)',
    'on its way out':
      'import atexit\natexit.register(lambda: os._exit(0))\nclass T(unittest.TestCase):\n    def test_a(self): self.fail()',
  })) {
    it(`is unknown, and so not green, when Python ends its interpreter ${name}`, async () => {
      await using sandbox = await openForTest({ 'test_main.py': `import os, unittest\n${code}\n` });
      const { exitCode, stderr } = await runForTest(sandbox, 'python3 -m unittest test_main');

      assert.equal(exitCode, null);
      assert.match(stderr, /how it ended is not known/u);
    });
  }
});
