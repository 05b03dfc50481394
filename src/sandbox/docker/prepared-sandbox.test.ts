import assert from 'node:assert/strict';
import { containersWith, dockerSandboxes, needDockerEngine } from '../../../test/docker-engine.ts';
import type { CommandResult } from '../../engine/ports/sandbox.ts';
import { green, run, signal, texts, withoutMeasures } from '../contract/trial.contract.ts';
import { ownerOf } from './container-owner.ts';
import type { DockerSandboxes } from './docker-sandboxes.ts';

describe('A prepared Docker sandbox', function () {
  this.timeout(120_000);
  let docker: DockerSandboxes;

  before(async function () {
    await needDockerEngine(this);
    docker = dockerSandboxes({ prepared: 1 });
    await using _first = await open();
  });

  after(async () => {
    await docker[Symbol.asyncDispose]();
    assert.deepEqual(await containersWith(`codeforge.owner=${ownerOf(process.pid)}`), []);
  });

  const open = () => docker.open({ runId: 'prepared-test', language: 'python', signal: signal() });

  async function both(code: string, command = 'python3 main.py a b'): Promise<CommandResult[]> {
    const results: CommandResult[] = [];
    await docker.whenPrepared();
    for (const line of [command, `exec ${command}`]) {
      await using sandbox = await open();
      await sandbox.write({ files: texts({ 'main.py': code, 'sub/x.py': code }), deleted: [] }, signal());
      results.push(await run(sandbox, line));
    }
    return results;
  }

  for (const [what, code] of [
    [
      'arguments, names, path and standard input',
      'import os, sys\nprint(sys.argv, sys.orig_argv, __name__, __file__, sys.path, os.getcwd(), repr(sys.stdin.read()), sorted(globals()), __loader__.path, sorted(sys.modules))',
    ],
    [
      'a traceback',
      'def f():\n    return 1 / 0\ntry:\n    f()\nexcept ZeroDivisionError as e:\n    raise ValueError("x") from e',
    ],
    ['an error of syntax', 'print("x")\ndef ('],
    ['an exit code', 'raise SystemExit(7)'],
    ['a reason to exit', 'import sys\nsys.exit("that is why")'],
    ['an end without ceremony', 'import os\nprint("x", flush=True)\nos._exit(9)'],
    ['an interrupt', 'raise KeyboardInterrupt'],
    ['a signal', 'import os\nos.kill(os.getpid(), 15)'],
    [
      'what runs at exit, and threads',
      'import atexit, threading\natexit.register(print, "end")\nthreading.Thread(target=lambda: print("thread")).start()',
    ],
    [
      'its own hook for errors',
      'import sys, traceback\nsys.excepthook = lambda *a: traceback.print_exception(*a)\n[][1]',
    ],
  ] as const) {
    it(`shows a program the same of ${what} as a fresh interpreter`, async () => {
      const [waiting, fresh] = await both(code);

      assert.ok(waiting !== undefined && fresh !== undefined);
      assert.deepEqual(withoutMeasures(waiting), withoutMeasures(fresh));
    });
  }

  it('answers as a fresh one for a file that is not there', async () => {
    const [waiting, fresh] = await both('', 'python3 gone.py');

    assert.ok(waiting !== undefined && fresh !== undefined);
    assert.deepEqual(withoutMeasures(waiting), withoutMeasures(fresh));
  });

  it('runs any other command too', async () => {
    await docker.whenPrepared();
    await using sandbox = await open();
    await sandbox.write({ files: texts({ 'a.txt': 'x' }), deleted: [] }, signal());

    assert.deepEqual(withoutMeasures(await run(sandbox, 'cat a.txt | tr x y')), green('y'));
    assert.deepEqual(withoutMeasures(await run(sandbox, 'cat a.txt')), green('x'));
  });

  it('deletes what was sent before its first command', async () => {
    await docker.whenPrepared();
    await using sandbox = await open();
    const big = 'x'.repeat(2 * 1024 * 1024);
    await sandbox.write({ files: texts({ big, 'a.txt': 'a' }), deleted: [] }, signal());
    await sandbox.write({ files: texts({ 'b.txt': 'b' }), deleted: ['a.txt'] }, signal());

    assert.deepEqual(withoutMeasures(await run(sandbox, 'ls')), green('b.txt\nbig\n'));
  });

  it('tells the signal and the peak of memory', async () => {
    await docker.whenPrepared();
    await using sandbox = await open();
    await sandbox.write(
      {
        files: texts({ 'm.py': 'x = bytearray(100_000_000)\nimport os\nos.kill(os.getpid(), 9)' }),
        deleted: [],
      },
      signal(),
    );
    const result = await run(sandbox, 'python3 m.py');

    assert.deepEqual([result.signal, result.exitCode], ['SIGKILL', null]);
    assert.equal((result.peakMemoryMb ?? 0) >= 95, true);
  });
});
