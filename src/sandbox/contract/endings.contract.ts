import assert from 'node:assert/strict';
import type { OpenSandbox } from '../../engine/ports/sandbox.ts';
import { green, openFor, run, runFiles, signal, texts, withoutMeasures } from './trial.contract.ts';

export function describeEndings(open: OpenSandbox): void {
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
    assert.deepEqual(withoutMeasures(next), green('kept\n'));
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
    assert.deepEqual(withoutMeasures(await run(sandbox, `python3 -c "print('next')"`)), green('next\n'));
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

  for (const [command, file, code] of loudExits) {
    it(`does not take the exit code of \`${command}\` for a signal`, async () => {
      const { exitCode, signal: by } = await runFiles(open, { [file]: code }, command);

      assert.deepEqual({ exitCode, by }, { exitCode: 137, by: null });
    });
  }

  it('takes the end of a program that killed itself for no exit code', async () => {
    const code = "process.kill(process.pid, 'SIGKILL');\nfor (;;);";
    const { exitCode, signal: by } = await runFiles(open, { 'main.mjs': code }, 'node main.mjs');

    assert.deepEqual({ exitCode, by }, { exitCode: null, by: 'SIGKILL' });
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

// 128 and the number of SIGKILL, which is how a shell tells of a program that was killed.
const loudExits = [
  ['python3 main.py', 'main.py', 'import sys\nsys.exit(137)'],
  ['node main.mjs', 'main.mjs', 'process.exit(137);'],
] as const;

function catchesEverything(): string {
  return "print('begun', flush=True)\nwhile True:\n    try:\n        while True: pass\n    except BaseException: pass\n";
}
