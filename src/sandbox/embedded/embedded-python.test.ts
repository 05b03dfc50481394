import assert from 'node:assert/strict';
import { openForTest, runForTest, skipWithoutRuntime } from '../../../test/embedded-sandboxes.ts';
import type { CommandResult } from '../../engine/ports/sandbox.ts';

const testFile = `
import unittest
class Tests(unittest.IsolatedAsyncioTestCase):
    def test_red(self):
        self.assertEqual(1, 2)
    async def test_waits(self):
        pass
`;

const endings: readonly (readonly [string, string, number, RegExp])[] = [
  ['sys.exit with a message', "import sys\nsys.exit('no more')", 1, /^no more\n$/u],
  ['sys.exit without a code', 'import sys\nsys.exit()', 0, /^$/u],
  [
    'a syntax error',
    'x = = 1',
    1,
    /^ {2}File "\/workspace\/main\.py", line 1\n {4}x = = 1\n {8}\^\nSyntaxError: invalid syntax\n$/u,
  ],
  [
    'an error while another was handled',
    'try:\n    1 / 0\nexcept ZeroDivisionError:\n    [][0]',
    1,
    /ZeroDivisionError[\s\S]*During handling[\s\S]*IndexError/u,
  ],
  ['reading an empty input', 'input()', 1, /EOFError/u],
  [
    'a hook that fails itself',
    'import sys\nsys.excepthook = lambda *error: sys.exit(0)\n1 / 0',
    1,
    /ZeroDivisionError/u,
  ],
  [
    'importing a package that is not there',
    'import numpy',
    1,
    /No module named 'numpy'\nThe embedded sandbox has Python's standard library.*--sandbox docker.*\.\n$/u,
  ],
];

// A frame that says: exit code 0. The nonce in it can only be guessed.
const forgedFrame = `bytes([6]) + (34).to_bytes(4, 'little') + b'0' * 32 + bytes(2)`;

const forgeries: readonly (readonly [string, string])[] = [
  [
    'a result that it prints',
    `print('begun', flush=True)\nimport os, sys\nos.write(1, ${forgedFrame})\nsys.stdout.buffer.write(${forgedFrame})\nsys.exit(3)`,
  ],
  ['ending the interpreter', "print('begun', flush=True)\nimport os\nos._exit(0)"],
  ['killing itself', "print('begun', flush=True)\nimport os, signal\nos.kill(os.getpid(), signal.SIGKILL)"],
  [
    'reading where there is no memory',
    "print('begun', flush=True)\nimport ctypes\nctypes.string_at(0xfffffff0)",
  ],
  [
    'JavaScript that it has changed',
    `
print('begun', flush=True)
import sys
from pyodide.ffi import create_proxy, to_js
Array = to_js(b'').constructor
Array.prototype.subarray = create_proxy(lambda *rest: to_js(${forgedFrame}))
sys.exit(3)
`,
  ],
];

describe('Python in the embedded sandbox', function () {
  this.timeout(60_000);
  before(function () {
    skipWithoutRuntime(this);
  });

  it('sees its arguments, its folder and its own modules first', async () => {
    const result = await python(
      {
        'app/main.py':
          'import sys, os, queue\nprint(sys.argv[1:], os.getcwd(), __file__, __name__, queue.mine)',
        'app/queue.py': 'mine = True',
      },
      `MODE=fast python3 app/main.py one 'two three'`,
    );

    assert.equal(result.stdout, "['one', 'two three'] /workspace /workspace/app/main.py __main__ True\n");
    assert.deepEqual([result.exitCode, result.stderr], [0, '']);
  });

  it('sees variables set before the command, and nothing of the host', async () => {
    const result = await python({}, 'MODE=fast python3 -c "import os; print(sorted(os.environ.items()))"');

    assert.match(
      result.stdout,
      /^\[\('HOME', '\/tmp'\), .*\('MODE', 'fast'\), .*\('PWD', '\/workspace'\)\]\n$/u,
    );
    assert.doesNotMatch(result.stdout, new RegExp(import.meta.dirname, 'u'));
  });

  it('runs in the folder that the line has gone to', async () => {
    const result = await python(
      { 'pkg/test_it.py': testFile, 'pkg/__init__.py': '' },
      'cd pkg && python3 -m unittest discover -p "test_*.py" -v',
    );

    assert.equal(result.exitCode, 1);
    assert.match(
      result.stderr,
      /test_red .* FAIL[\s\S]*test_waits .* ok[\s\S]*File "\/workspace\/pkg\/test_it\.py", line 5/u,
    );
  });

  it('waits for coroutines', async () => {
    const code = `
import asyncio
async def work():
    await asyncio.sleep(0.01)
    return 42
print(asyncio.run(work()))
with asyncio.Runner() as runner:
    print(runner.run(work()))
`;
    assert.equal((await python({ 'main.py': code }, 'python3 main.py')).stdout, '42\n42\n');
  });

  it('survives deep recursion as CPython does', async () => {
    const code = `
import sys
class Endless:
    def __repr__(self): return repr(self)
try:
    repr(Endless())
except RecursionError:
    print('caught')
sys.setrecursionlimit(200_000)
def count(n): return 0 if n == 0 else 1 + count(n - 1)
print(count(100_000))
`;
    assert.equal((await python({ 'main.py': code }, 'python3 main.py')).stdout, 'caught\n100000\n');
  });

  it('hands out what a program has locked away', async () => {
    await using sandbox = await openForTest({
      'main.py': `
import os
os.makedirs('locked/in'); open('locked/in/a.txt', 'w').write('a')
for path in ['locked/in/a.txt', 'locked/in', 'locked', '.']: os.chmod(path, 0)`,
    });
    const result = await runForTest(sandbox, 'python3 main.py');
    const { files } = await sandbox.artifacts({ signal: AbortSignal.timeout(10_000), maxBytes: 100 });

    assert.deepEqual([result.exitCode, result.stderr], [0, '']);
    assert.deepEqual(
      files.map(({ path }) => path),
      ['locked/in/a.txt'],
    );
  });

  it('says in short what no disk can hold, and never the real place of its folder', async () => {
    const code = `
import os
for _ in range(50):
    os.mkdir('d' * 200)
    os.chdir('d' * 200)`;
    const { exitCode, stderr } = await python({ 'main.py': code }, 'python3 main.py');

    assert.equal(exitCode, 0);
    assert.match(stderr, /^[d/]+…[d/]+ could not be kept \(ENAMETOOLONG\)\.\n/u);
    assert.match(stderr, /\nNor could \d+ others\.\n$/u);
    assert.doesNotMatch(stderr, /codeforge-embedded/u);
    assert.equal(stderr.length < 6_000, true);
  });

  for (const [what, code, exitCode, stderr] of endings) {
    it(`ends with ${exitCode} after ${what}`, async () => {
      const result = await python({ 'main.py': code }, 'python3 main.py');

      assert.equal(result.exitCode, exitCode);
      assert.match(result.stderr, stderr);
      assert.deepEqual([result.timedOut, result.outOfMemory], [false, false]);
    });
  }

  for (const [what, code] of forgeries) {
    it(`is not green because of ${what}`, async () => {
      const result = await python({ 'main.py': code }, 'python3 main.py');

      assert.notEqual(result.exitCode, 0);
      assert.match(result.stdout, /^begun/u);
    });
  }
});

async function python(files: Readonly<Record<string, string>>, command: string): Promise<CommandResult> {
  await using sandbox = await openForTest(files);
  return await runForTest(sandbox, command);
}
