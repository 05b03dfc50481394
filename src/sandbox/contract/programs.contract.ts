import assert from 'node:assert/strict';
import type { OpenSandbox } from '../../engine/ports/sandbox.ts';
import { green, runFiles, withoutMeasures } from './trial.contract.ts';

export function describePrograms(open: OpenSandbox): void {
  it('runs a Python script', async () => {
    const result = await runFiles(open, { 'main.py': 'print(6 * 7)' }, 'python3 main.py');

    assert.deepEqual(withoutMeasures(result), green('42\n'));
    assert.equal(result.durationMs >= 0, true);
  });

  it('runs Python that stands in the command line', async () => {
    const result = await runFiles(open, {}, 'python3 -c "import sys; print(len(sys.argv))" one two');

    assert.deepEqual(withoutMeasures(result), green('3\n'));
  });

  it('runs a Python module of the workspace that imports another one', async () => {
    const files = {
      'pkg/__init__.py': '',
      'pkg/a.py': 'value = 42\n',
      'pkg/b.py': 'from pkg.a import value\nprint(value)\n',
    };

    assert.deepEqual(withoutMeasures(await runFiles(open, files, 'python3 -m pkg.b')), green('42\n'));
  });

  it('runs a CommonJS script that requires another one', async () => {
    const files = {
      'package.json': '{ "type": "commonjs" }',
      'lib.js': 'module.exports = { value: 42 };',
      'main.js': "console.log(require('./lib.js').value);",
    };

    assert.deepEqual(withoutMeasures(await runFiles(open, files, 'node main.js')), green('42\n'));
  });

  it('runs an ES module that imports another one', async () => {
    const files = {
      'lib.mjs': 'export const value = 42;',
      'main.mjs': "import { value } from './lib.mjs';\nconsole.log(value);",
    };

    assert.deepEqual(withoutMeasures(await runFiles(open, files, 'node main.mjs')), green('42\n'));
  });

  it('runs TypeScript as it is', async () => {
    const files = {
      'package.json': '{ "type": "module" }',
      'lib.ts': 'export interface Named { readonly name: string }\nexport const value: number = 42;',
      'main.ts':
        "import { type Named, value } from './lib.ts';\nconst it: Named = { name: 'x' };\nconsole.log(it.name, value);",
    };

    assert.deepEqual(withoutMeasures(await runFiles(open, files, 'node main.ts')), green('x 42\n'));
  });

  for (const [command, file, code] of exitingPrograms) {
    it(`reports the exit code of \`${command}\``, async () => {
      const result = await runFiles(open, { [file]: code }, command);

      assert.equal(result.exitCode, 3);
      assert.equal(result.timedOut, false);
    });
  }

  for (const [what, code, complaint] of brokenPrograms) {
    it(`says what is wrong with Python that has ${what}`, async () => {
      const result = await runFiles(open, { 'main.py': code }, 'python3 main.py');

      assert.equal(result.exitCode, 1);
      assert.match(result.stderr, complaint);
    });
  }

  it('keeps every one of many lines', async () => {
    const { stdout } = await runFiles(open, { 'main.py': manyLines }, 'python3 main.py');

    assert.equal(stdout, Array.from({ length: 5_000 }, (_, index) => `line ${index}\n`).join(''));
  });

  it('keeps 100,000 characters on one line', async () => {
    const { stdout, truncated } = await runFiles(
      open,
      { 'main.py': "print('x' * 100_000)" },
      'python3 main.py',
    );

    assert.equal(truncated, false);
    assert.equal(stdout, `${'x'.repeat(100_000)}\n`);
  });

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
      withoutMeasures(await runFiles(open, files, 'python3 a.py && node b.mjs')),
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

const manyLines = "for index in range(5_000):\n    print('line', index)";

const brokenPrograms = [
  ['a syntax error', "print('a'\nprint('b')", /main\.py", line 1[\s\S]*SyntaxError/u],
  ['a wrong indentation', 'def f():\nreturn 1', /main\.py", line 2[\s\S]*IndentationError/u],
  ['an import of nothing', 'import no_such_module', /ModuleNotFoundError: No module named 'no_such_module'/u],
] as const;
