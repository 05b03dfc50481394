import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { skipWithout } from '../../test/missing-component.ts';
import type {
  CommandResult,
  OpenSandbox,
  OutputChunk,
  RunCommandOptions,
  Sandbox,
  SandboxFile,
  SandboxLanguage,
} from '../engine/ports/sandbox.ts';

/** What sets one backend apart from another; everything else is the same for all of them. */
export interface SandboxCapabilities {
  /** The name of the real component that this machine lacks, for example `Docker engine`; else undefined. */
  readonly missing: () => Promise<string | undefined>;
  /** `posix`: any shell line. `sequences`: programs joined by `&&` and `;`, with quotes. */
  readonly shell: 'posix' | 'sequences';
  readonly testRunners: readonly ('pytest' | 'unittest' | 'node --test')[];
}

/** The behaviour that the engine relies on, whatever the machine behind it is. */
export function describeSandbox(name: string, open: OpenSandbox, capabilities: SandboxCapabilities): void {
  describe(`${name} as a sandbox`, function () {
    // A cold start may have to build an image or to load an interpreter.
    this.timeout(60_000);

    before(async function () {
      this.timeout(600_000);
      const component = await capabilities.missing();
      if (component !== undefined) {
        skipWithout(this, component);
      }
      for (const language of ['python', 'node'] as const) {
        await using sandbox = await openFor(open, language);
        await run(sandbox, 'python3 -c "print(42)"');
      }
    });

    describePrograms(open);
    describeFiles(open);
    describeOutput(open);
    describeEndings(open);
    describeIsolation(open);
    describeTestRunners(open, capabilities.testRunners);
    if (capabilities.shell === 'posix') {
      describeShell(open);
    }
  });
}

function describePrograms(open: OpenSandbox): void {
  it('runs a Python script', async () => {
    const result = await runFiles(open, { 'main.py': 'print(6 * 7)' }, 'python3 main.py');

    assert.deepEqual(withoutDuration(result), green('42\n'));
    assert.equal(result.durationMs >= 0, true);
  });

  it('runs Python that stands in the command line', async () => {
    const result = await runFiles(open, {}, 'python3 -c "import sys; print(len(sys.argv))" one two');

    assert.deepEqual(withoutDuration(result), green('3\n'));
  });

  it('runs a Python module of the workspace that imports another one', async () => {
    const files = {
      'pkg/__init__.py': '',
      'pkg/a.py': 'value = 42\n',
      'pkg/b.py': 'from pkg.a import value\nprint(value)\n',
    };

    assert.deepEqual(withoutDuration(await runFiles(open, files, 'python3 -m pkg.b')), green('42\n'));
  });

  it('runs a CommonJS script that requires another one', async () => {
    const files = {
      'package.json': '{ "type": "commonjs" }',
      'lib.js': 'module.exports = { value: 42 };',
      'main.js': "console.log(require('./lib.js').value);",
    };

    assert.deepEqual(withoutDuration(await runFiles(open, files, 'node main.js')), green('42\n'));
  });

  it('runs an ES module that imports another one', async () => {
    const files = {
      'lib.mjs': 'export const value = 42;',
      'main.mjs': "import { value } from './lib.mjs';\nconsole.log(value);",
    };

    assert.deepEqual(withoutDuration(await runFiles(open, files, 'node main.mjs')), green('42\n'));
  });

  it('runs TypeScript as it is', async () => {
    const files = {
      'package.json': '{ "type": "module" }',
      'lib.ts': 'export interface Named { readonly name: string }\nexport const value: number = 42;',
      'main.ts':
        "import { type Named, value } from './lib.ts';\nconst it: Named = { name: 'x' };\nconsole.log(it.name, value);",
    };

    assert.deepEqual(withoutDuration(await runFiles(open, files, 'node main.ts')), green('x 42\n'));
  });

  for (const [command, file, code] of exitingPrograms) {
    it(`reports the exit code of \`${command}\``, async () => {
      const result = await runFiles(open, { [file]: code }, command);

      assert.equal(result.exitCode, 3);
      assert.equal(result.timedOut, false);
    });
  }

  it('shows the traceback of a Python error on standard error', async () => {
    const result = await runFiles(
      open,
      { 'main.py': 'def f():\n    return 1 / 0\n\nf()\n' },
      'python3 main.py',
    );

    assert.equal(result.exitCode, 1);
    assert.match(result.stderr, /main\.py", line 4[\s\S]*main\.py", line 2[\s\S]*ZeroDivisionError/u);
  });

  it('shows the stack of a JavaScript error on standard error', async () => {
    const result = await runFiles(
      open,
      { 'main.mjs': "\nthrow new TypeError('no such luck');\n" },
      'node main.mjs',
    );

    assert.equal(result.exitCode, 1);
    assert.match(result.stderr, /TypeError: no such luck[\s\S]*main\.mjs:2/u);
  });

  it('answers 127 for a program that is not there', async () => {
    assert.equal((await runFiles(open, {}, 'no-such-program --version')).exitCode, 127);
  });

  it('goes on after `&&` when the first program was green', async () => {
    const files = { 'a.py': "print('first')", 'b.mjs': "console.log('second');" };

    assert.deepEqual(
      withoutDuration(await runFiles(open, files, 'python3 a.py && node b.mjs')),
      green('first\nsecond\n'),
    );
  });

  it('stops at `&&` when the first program was red', async () => {
    const files = { 'a.py': 'raise SystemExit(4)', 'b.mjs': "console.log('second');" };
    const result = await runFiles(open, files, 'python3 a.py && node b.mjs');

    assert.equal(result.exitCode, 4);
    assert.equal(result.stdout, '');
  });
}

const exitingPrograms = [
  ['python3 main.py', 'main.py', 'import sys\nsys.exit(3)'],
  ['node main.mjs', 'main.mjs', 'process.exit(3);'],
  ['node code.mjs', 'code.mjs', 'process.exitCode = 3;'],
] as const;

function describeFiles(open: OpenSandbox): void {
  it('lets programs read what was written, byte by byte', async () => {
    const bytes = Uint8Array.from({ length: 256 }, (_, index) => index);
    await using sandbox = await openFor(open, 'python');
    await sandbox.write(
      { files: [file('deep/er/ä file.bin', bytes), file('empty', new Uint8Array())], deleted: [] },
      signal(),
    );

    const result = await run(
      sandbox,
      `python3 -c "print(open('deep/er/ä file.bin','rb').read() == bytes(range(256)), open('empty').read() == '')"`,
    );

    assert.deepEqual(withoutDuration(result), green('True True\n'));
  });

  it('shows later changes and deletions to the next command', async () => {
    await using sandbox = await openFor(open, 'python');
    await sandbox.write(
      { files: texts({ 'a.txt': 'old', 'b.txt': 'b', 'main.py': listFolder }), deleted: [] },
      signal(),
    );
    const before = await run(sandbox, 'python3 main.py');
    await sandbox.write(
      { files: texts({ 'a.txt': 'new', 'sub/c.txt': 'c' }), deleted: ['b.txt', 'never-there'] },
      signal(),
    );
    const after = await run(sandbox, 'python3 main.py');

    assert.equal(before.stdout, 'a.txt=old\nb.txt=b\n');
    assert.equal(after.stdout, 'a.txt=new\nsub/c.txt=c\n');
  });

  it('puts a folder where a file was, and a file where a folder was', async () => {
    await using sandbox = await openFor(open, 'python');
    await sandbox.write({ files: texts({ a: 'x', 'b/c': 'y', 'main.py': listAll }), deleted: [] }, signal());
    await sandbox.write({ files: texts({ 'a/d': 'x', b: 'y' }), deleted: ['a', 'b/c'] }, signal());

    assert.equal((await run(sandbox, 'python3 main.py')).stdout, 'a/d\nb\nmain.py\n');
  });

  it('takes more than a thousand files at once', async () => {
    const files = Object.fromEntries(
      Array.from({ length: 1_200 }, (_, index) => [`many/${index}.txt`, `${index}`]),
    );
    const count = "import os\nprint(len(os.listdir('many')))";

    assert.equal((await runFiles(open, { ...files, 'main.py': count }, 'python3 main.py')).stdout, '1200\n');
  });

  for (const bad of ['../out.txt', '/etc/passwd', 'a/../../b', '', 'a//b', './a', 'a\0b']) {
    it(`refuses to write to ${JSON.stringify(bad)}`, async () => {
      await using sandbox = await openFor(open, 'python');

      await assert.rejects(sandbox.write({ files: texts({ [bad]: 'x' }), deleted: [] }, signal()), /path/iu);
      await assert.rejects(sandbox.write({ files: [], deleted: [bad] }, signal()), /path/iu);
    });
  }

  it('keeps what a program writes away from the next sandbox', async () => {
    const probe = 'import os\nprint(os.path.exists("left.txt"))\nopen("left.txt", "w").write("x")';

    assert.equal((await runFiles(open, { 'main.py': probe }, 'python3 main.py')).stdout, 'False\n');
    assert.equal((await runFiles(open, { 'main.py': probe }, 'python3 main.py')).stdout, 'False\n');
  });

  it('keeps two open sandboxes apart', async () => {
    await using one = await openFor(open, 'python');
    await using other = await openFor(open, 'python');
    await one.write({ files: texts({ 'main.py': "print('one')" }), deleted: [] }, signal());
    await other.write({ files: texts({ 'main.py': "print('other')" }), deleted: [] }, signal());

    const results = await Promise.all([run(one, 'python3 main.py'), run(other, 'python3 main.py')]);

    assert.deepEqual(
      results.map(({ stdout }) => stdout),
      ['one\n', 'other\n'],
    );
  });
}

// Prints every text file below the work folder as `path=content`.
const listFolder = `
from pathlib import Path
for path in sorted(Path('.').rglob('*.txt')):
    print(f'{path.as_posix()}={path.read_text()}')
`;

const listAll = `
from pathlib import Path
print('\\n'.join(sorted(path.as_posix() for path in Path('.').rglob('*') if path.is_file())))
`;

function describeOutput(open: OpenSandbox): void {
  it('keeps standard output and standard error apart', async () => {
    const code = "import sys\nprint('out')\nprint('err', file=sys.stderr)";
    const chunks: OutputChunk[] = [];
    const result = await runFiles(open, { 'main.py': code }, 'python3 main.py', {
      onOutput: chunk => chunks.push(chunk),
    });

    assert.deepEqual([result.stdout, result.stderr], ['out\n', 'err\n']);
    assert.deepEqual([streamed(chunks, 'stdout'), streamed(chunks, 'stderr')], ['out\n', 'err\n']);
  });

  it('streams output while the program is still running', async () => {
    const controller = new AbortController();
    const running = runFiles(
      open,
      { 'main.mjs': "console.log('ready');\nsetInterval(() => {}, 1000);" },
      'node main.mjs',
      {
        signal: controller.signal,
        // The program never ends by itself: only streamed output can end it.
        onOutput: () => controller.abort(),
      },
    );

    await assert.rejects(running, { name: 'AbortError' });
  });

  it('keeps characters whole that are split between pieces of output', async () => {
    const text = 'aé€😀'.repeat(3_000);
    const chunks: OutputChunk[] = [];
    const result = await runFiles(open, { 'main.py': `print('aé€😀' * 3000)` }, 'python3 main.py', {
      onOutput: chunk => chunks.push(chunk),
    });

    assert.equal(result.stdout, `${text}\n`);
    assert.equal(streamed(chunks, 'stdout'), `${text}\n`);
  });

  it('keeps head and tail of endless output, and says how much is missing', async () => {
    const code = "print('HEAD')\nfor i in range(40000):\n    print('x' * 50)\nprint('TAIL')";
    const result = await runFiles(open, { 'main.py': code }, 'python3 main.py');

    assert.equal(result.exitCode, 0);
    assert.equal(result.truncated, true);
    assert.match(result.stdout, /^HEAD\n.*\d bytes.*\nTAIL\n$/su);
    assert.equal(result.stdout.length < 200_000, true);
  });

  it('bounds one line without an end as well', async () => {
    const result = await runFiles(open, { 'main.py': "print('x' * 1_000_000, end='')" }, 'python3 main.py');

    assert.equal(result.truncated, true);
    assert.equal(result.stdout.length < 200_000, true);
  });
}

function describeEndings(open: OpenSandbox): void {
  for (const { command, name, code, timeoutMs } of endlessPrograms) {
    it(`ends \`${command}\` at its time limit and keeps what it printed`, async () => {
      const result = await runFiles(open, { [name]: code }, command, { timeoutMs });

      assert.equal(result.timedOut, true);
      assert.notEqual(result.exitCode, 0);
      assert.equal(result.stdout, 'begun\n');
    });
  }

  it('works on after a command ran out of time, with the files that were written', async () => {
    await using sandbox = await openFor(open, 'node');
    await sandbox.write(
      { files: texts({ 'a.txt': 'kept', 'slow.mjs': 'setInterval(() => {}, 1000);' }), deleted: [] },
      signal(),
    );
    const slow = await run(sandbox, 'node slow.mjs', { timeoutMs: 1_000 });
    const next = await run(sandbox, `python3 -c "print(open('a.txt').read())"`);

    assert.equal(slow.timedOut, true);
    assert.deepEqual(withoutDuration(next), green('kept\n'));
  });

  it('works on after a command was aborted', async () => {
    const controller = new AbortController();
    await using sandbox = await openFor(open, 'node');
    await sandbox.write(
      { files: texts({ 'slow.mjs': "console.log('x');\nsetInterval(() => {}, 1000);" }), deleted: [] },
      signal(),
    );

    await assert.rejects(
      run(sandbox, 'node slow.mjs', { signal: controller.signal, onOutput: () => controller.abort() }),
      { name: 'AbortError' },
    );
    assert.deepEqual(withoutDuration(await run(sandbox, `python3 -c "print('next')"`)), green('next\n'));
  });

  it('starts nothing for a signal that has fired', async () => {
    await assert.rejects(open({ runId: 'contract', language: 'python', signal: AbortSignal.abort() }), {
      name: 'AbortError',
    });
    await using sandbox = await openFor(open, 'python');

    await assert.rejects(run(sandbox, 'python3 -c "print(1)"', { signal: AbortSignal.abort() }), {
      name: 'AbortError',
    });
    await assert.rejects(sandbox.write({ files: [], deleted: [] }, AbortSignal.abort()), {
      name: 'AbortError',
    });
  });

  it('ends a program that eats memory, and says why', async () => {
    const code = 'hog = []\nwhile True:\n    hog.append(bytearray(16_000_000))';
    const result = await runFiles(open, { 'main.py': code }, 'python3 main.py');

    assert.equal(result.outOfMemory, true);
    assert.notEqual(result.exitCode, 0);
    assert.equal(result.timedOut, false);
  });

  it('can be disposed twice', async () => {
    const sandbox = await openFor(open, 'python');
    await sandbox[Symbol.asyncDispose]();

    await assert.doesNotReject(async () => sandbox[Symbol.asyncDispose]());
  });
}

// Time to load an interpreter, and some to print.
const endlessPrograms = [
  { command: 'python3 main.py', name: 'main.py', code: catchesEverything(), timeoutMs: 6_000 },
  {
    command: 'node main.mjs',
    name: 'main.mjs',
    code: "console.log('begun');\nprocess.on('SIGTERM', () => {});\nfor (;;);",
    timeoutMs: 3_000,
  },
] as const;

function catchesEverything(): string {
  return "print('begun', flush=True)\nwhile True:\n    try:\n        while True: pass\n    except BaseException: pass\n";
}

function describeIsolation(open: OpenSandbox): void {
  it('has no network, not even to the host itself', async () => {
    let connections = 0;
    const server = createServer(socket => {
      connections += 1;
      socket.destroy();
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    const code = `fetch('http://127.0.0.1:${port}/').then(() => console.log('open'), () => console.log('closed'));`;
    const python = `
import socket
for target in (('127.0.0.1', ${port}), ('1.1.1.1', 53)):
    try:
        socket.create_connection(target, timeout=2).send(b'x')
        print('open')
    except Exception:
        print('closed')
`;
    try {
      const result = await runFiles(open, { 'main.mjs': code, 'main.py': python }, 'node main.mjs');
      assert.equal(result.stdout, 'closed\n');
      const second = await runFiles(open, { 'main.py': python }, 'python3 main.py');
      assert.doesNotMatch(second.stdout, /open/u);
    } finally {
      server.close();
    }
    assert.equal(connections, 0);
  });

  it('shows programs neither files nor environment of the host', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'sandbox-contract-'));
    const secret = path.join(folder, 'secret.txt');
    process.env['CODEFORGE_CONTRACT_SECRET'] = 'hidden-value';
    try {
      await writeFile(secret, 'hidden-value');
      const python = `
import os
print(os.environ.get('CODEFORGE_CONTRACT_SECRET'))
try:
    print(open(${JSON.stringify(secret)}).read())
except Exception as error:
    print('refused')
`;
      const node = `
console.log(globalThis.process?.env?.CODEFORGE_CONTRACT_SECRET);
import('node:fs').then(fs => console.log(fs.readFileSync(${JSON.stringify(secret)}, 'utf8'))).catch(() => console.log('refused'));
`;
      assert.equal(
        (await runFiles(open, { 'main.py': python }, 'python3 main.py')).stdout,
        'None\nrefused\n',
      );
      const seen = await runFiles(open, { 'main.mjs': node }, 'node main.mjs');
      assert.doesNotMatch(seen.stdout + seen.stderr, /hidden-value/u);
    } finally {
      delete process.env['CODEFORGE_CONTRACT_SECRET'];
      await rm(folder, { recursive: true });
    }
  });
}

function describeTestRunners(open: OpenSandbox, runners: SandboxCapabilities['testRunners']): void {
  for (const runner of runners) {
    const { command, files, language } = testProjects[runner];

    it(`runs tests with ${runner}, green and red`, async () => {
      await using sandbox = await openFor(open, language);
      await sandbox.write({ files: texts(files), deleted: [] }, signal());
      const red = await run(sandbox, command);
      await sandbox.write(
        { files: texts({ 'adder.py': adderPy('+'), 'adder.mjs': adderJs('+') }), deleted: [] },
        signal(),
      );
      const fixed = await run(sandbox, command);

      assert.equal(red.exitCode, 1);
      assert.match(red.stdout + red.stderr, /adds/u);
      assert.equal(fixed.exitCode, 0);
    });
  }
}

function adderPy(operator: string): string {
  return `# A longer line than its fix needs, so that caches by size and time are told apart.\ndef add(a, b):\n    return a ${operator} b\n`;
}

function adderJs(operator: string): string {
  return `export const add = (a, b) => a ${operator} b;\n`;
}

const testProjects = {
  pytest: {
    command: 'python3 -m pytest -q',
    language: 'python',
    files: {
      'adder.py': adderPy('-'),
      'test_adder.py': 'from adder import add\n\ndef test_adds():\n    assert add(2, 3) == 5\n',
    },
  },
  unittest: {
    command: 'python3 -m unittest',
    language: 'python',
    files: {
      'adder.py': adderPy('-'),
      'test_adder.py':
        'import unittest\nfrom adder import add\n\nclass Adder(unittest.TestCase):\n    def test_adds(self):\n        self.assertEqual(add(2, 3), 5)\n',
    },
  },
  'node --test': {
    command: 'node --test',
    language: 'node',
    files: {
      'adder.mjs': adderJs('-'),
      'adder.test.mjs':
        "import assert from 'node:assert/strict';\nimport { test } from 'node:test';\nimport { add } from './adder.mjs';\n\ntest('adds', () => assert.equal(add(2, 3), 5));\n",
    },
  },
} as const satisfies Record<
  string,
  { command: string; language: SandboxLanguage; files: Record<string, string> }
>;

function describeShell(open: OpenSandbox): void {
  it('understands pipes, variables and redirection', async () => {
    const result = await runFiles(
      open,
      { 'a.txt': 'b\na\n' },
      'X=1; sort a.txt > sorted && cat sorted | tr a-z A-Z; echo "$X" >&2; exit 7',
    );

    assert.deepEqual([result.stdout, result.stderr, result.exitCode], ['A\nB\n', '1\n', 7]);
  });

  it('keeps the executable bit', async () => {
    await using sandbox = await openFor(open, 'python');
    const bytes = new TextEncoder().encode('#!/bin/sh\necho ran\n');
    await sandbox.write(
      { files: [{ path: 'tool', bytes, executable: true }, file('plain', bytes)], deleted: [] },
      signal(),
    );

    assert.deepEqual(withoutDuration(await run(sandbox, './tool')), green('ran\n'));
    assert.equal((await run(sandbox, './plain')).exitCode, 126);
  });

  it('gives programs an empty standard input', async () => {
    assert.deepEqual(withoutDuration(await runFiles(open, {}, 'cat; echo end')), green('end\n'));
  });
}

async function openFor(open: OpenSandbox, language: SandboxLanguage): Promise<Sandbox> {
  return open({ runId: 'contract', language, signal: signal() });
}

async function runFiles(
  open: OpenSandbox,
  files: Readonly<Record<string, string>>,
  ...command: [command: string, options?: Partial<RunCommandOptions>]
): Promise<CommandResult> {
  const language = /\bnode\b/u.test(command[0]) ? 'node' : 'python';
  await using sandbox = await openFor(open, language);
  await sandbox.write({ files: texts(files), deleted: [] }, signal());
  return await run(sandbox, ...command);
}

function run(
  sandbox: Sandbox,
  command: string,
  options: Partial<RunCommandOptions> = {},
): Promise<CommandResult> {
  return sandbox.run(command, { signal: signal(), timeoutMs: 30_000, ...options });
}

function texts(files: Readonly<Record<string, string>>): readonly SandboxFile[] {
  return Object.entries(files).map(([name, text]) => file(name, new TextEncoder().encode(text)));
}

function file(name: string, bytes: Uint8Array): SandboxFile {
  return { path: name, bytes, executable: false };
}

function signal(): AbortSignal {
  return new AbortController().signal;
}

function streamed(chunks: readonly OutputChunk[], stream: OutputChunk['stream']): string {
  return chunks.flatMap(chunk => (chunk.stream === stream ? [chunk.text] : [])).join('');
}

function green(stdout: string): Omit<CommandResult, 'durationMs'> {
  return { exitCode: 0, timedOut: false, outOfMemory: false, stdout, stderr: '', truncated: false };
}

function withoutDuration({ durationMs: _, ...rest }: CommandResult): Omit<CommandResult, 'durationMs'> {
  return rest;
}
