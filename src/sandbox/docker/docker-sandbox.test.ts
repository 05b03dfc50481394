import assert from 'node:assert/strict';
import { containersWith, dockerSandboxes, engine, needDockerEngine } from '../../../test/docker-engine.ts';
import { ForgeError } from '../../engine/forge-error.ts';
import { file, green, run, signal, texts, withoutMeasures } from '../contract/trial.contract.ts';
import { describeSandbox } from '../sandbox.contract.ts';

const docker = dockerSandboxes();

describeSandbox('Docker', docker.open, {
  missing: async () => ((await docker.probe(signal())).kind === 'available' ? undefined : 'Docker engine'),
  shell: 'posix',
  testRunners: ['pytest', 'unittest', 'node --test'],
});

describe('A Docker sandbox', function () {
  this.timeout(60_000);
  before(function () {
    return needDockerEngine(this);
  });

  afterEach(async () => {
    assert.deepEqual(await containersWith(`codeforge.run=${runId}`), []);
  });

  const runId = `test-${process.pid}`;
  const open = () => docker.open({ runId, language: 'python', signal: signal() });

  it('labels its container with the run, and removes it at the end', async () => {
    const sandbox = await open();
    const during = await containersWith(`codeforge.run=${runId}`);
    await sandbox[Symbol.asyncDispose]();

    assert.equal(during.length, 1);
    assert.deepEqual(await containersWith(`codeforge.run=${runId}`), []);
  });

  it('gives programs no rights at all', async () => {
    await using sandbox = await open();
    const { stdout } = await run(
      sandbox,
      'id -u; grep -E "^(CapEff|CapBnd|NoNewPrivs|Seccomp):" /proc/self/status; touch /x /etc/x /home/x; ulimit -n',
    );

    assert.match(stdout, /^1000\nCapEff:\s+0{16}\nCapBnd:\s+0{16}\nNoNewPrivs:\s+1\nSeccomp:\s+2\n8192\n$/u);
  });

  it('has the engine bound memory, with no swap on top, processors and processes', async () => {
    await using _sandbox = await open();
    const [id = ''] = await containersWith(`codeforge.run=${runId}`);
    const { HostConfig } = await engine.getContainer(id).inspect();
    const { Memory, MemorySwap, NanoCpus, PidsLimit } = HostConfig;

    const megabytes = 512 * 1024 * 1024;
    assert.deepEqual([Memory, MemorySwap, NanoCpus, PidsLimit], [megabytes, megabytes, 1e9, 128]);
  });

  for (const [what, command, ending] of [
    [
      'a program of Python that killed itself',
      'python3 -c "import os; os.kill(os.getpid(), 9)"',
      [null, 'SIGKILL'],
    ],
    ['one that was interrupted', 'python3 -c "raise KeyboardInterrupt"', [null, 'SIGINT']],
    ['one that ends like an interrupted one', 'python3 -c "raise SystemExit(130)"', [130, null]],
    ['a shell that waited for one', 'true && python3 -c "import os; os.kill(os.getpid(), 9)"', [137, null]],
    ['a shell that was killed', 'kill -9 $$', [null, 'SIGKILL']],
    ['a shell that names a signal and goes on', 'sleep 9 & kill -9 $!; wait $!; exit 3', [3, null]],
  ] as const) {
    it(`tells the ending of ${what}`, async () => {
      await using sandbox = await open();
      const first = await run(sandbox, command);
      // Nothing waits for its second command.
      const second = await run(sandbox, command);

      assert.deepEqual([first.exitCode, first.signal], ending);
      assert.deepEqual([second.exitCode, second.signal], ending);
      assert.equal(`${first.stdout}${second.stdout}`, '');
      assert.doesNotMatch(first.stderr, /\0/u);
    });
  }

  it('bounds the work folder', async () => {
    await using sandbox = await open();
    const result = await run(sandbox, 'head -c 400M /dev/zero > big');

    assert.equal(result.exitCode, 1);
    assert.match(result.stderr, /No space left/u);
  });

  it('lets programs talk to themselves over the loopback', async () => {
    await using sandbox = await open();
    const server = `
import socket
server = socket.create_server(('127.0.0.1', 0))
client = socket.create_connection(server.getsockname())
print('connected')
`;
    await sandbox.write({ files: texts({ 'main.py': server }), deleted: [] }, signal());

    assert.deepEqual(withoutMeasures(await run(sandbox, 'python3 main.py')), green('connected\n'));
  });

  it('does not wait for what a command leaves running, and ends it', async () => {
    await using sandbox = await open();
    const first = await run(sandbox, 'setsid sleep 500 & nohup sleep 500 >/dev/null 2>&1 & echo started');
    const second = await run(sandbox, 'ps -u 1000 -o comm= | sort -u | tr "\\n" " "');

    assert.equal(first.stdout, 'started\n');
    assert.doesNotMatch(second.stdout, /sleep/u);
  });

  it('ends what outlives a command whose shell was killed', async () => {
    await using sandbox = await open();
    const first = await run(sandbox, 'setsid sh -c "sleep 500; true" >/dev/null 2>&1 & kill -9 $PPID');
    const second = await run(sandbox, 'ps -u 1000 -o comm=');

    assert.equal(first.exitCode, 137);
    assert.doesNotMatch(second.stdout, /sleep/u);
  });

  it('stops a fork bomb at its time limit, and works on', async () => {
    await using sandbox = await open();
    const bomb = 'import os\nwhile True:\n    try: os.fork()\n    except OSError: pass\n';
    await sandbox.write({ files: texts({ 'bomb.py': bomb, 'a.txt': 'kept' }), deleted: [] }, signal());
    const result = await run(sandbox, 'python3 bomb.py', { timeoutMs: 2_000 });

    assert.equal(result.timedOut, true);
    assert.deepEqual(withoutMeasures(await run(sandbox, 'cat a.txt')), green('kept'));
  });

  it('works on after a program has killed whatever it could', async () => {
    await using sandbox = await open();
    await run(sandbox, 'kill -9 -1');

    assert.deepEqual(withoutMeasures(await run(sandbox, 'echo next')), green('next\n'));
  });

  it('reports memory that ran out in a child of the command, once', async () => {
    await using sandbox = await open();
    const hog = await run(sandbox, 'python3 -c "x = bytearray(2 << 30)" || exit 9');
    const unnoticed = await run(sandbox, 'python3 -c "x = bytearray(2 << 30)" || true');
    const later = await run(sandbox, 'exit 9');

    assert.deepEqual([hog.exitCode, hog.outOfMemory], [9, true]);
    assert.deepEqual([unnoticed.exitCode, unnoticed.outOfMemory], [0, true]);
    assert.deepEqual([later.exitCode, later.outOfMemory], [9, false]);
  });

  it('reports what a command took that ran out of time, and memory that ran out in its child', async () => {
    await using sandbox = await open();
    const code = `import os, time
if os.fork() == 0:
    hoard = bytearray(900 << 20)
time.sleep(100)`;
    await sandbox.write({ files: texts({ 'main.py': code }), deleted: [] }, signal());
    const options = { signal: signal(), timeoutMs: 3_000 };
    const hungry = await sandbox.run('python3 main.py', options);
    const modest = await sandbox.run('sleep 100', { ...options, timeoutMs: 500 });

    assert.deepEqual([hungry.timedOut, hungry.outOfMemory], [true, true]);
    assert.equal((hungry.peakMemoryMb ?? 0) > 400, true);
    assert.deepEqual([modest.timedOut, modest.outOfMemory], [true, false]);
    assert.equal((modest.peakMemoryMb ?? Infinity) < 100, true);
  });

  it('says of a command that no shell takes that it cannot run it, and takes the longest that one does', async () => {
    await using sandbox = await open();
    const longest = `:${' '.repeat(128 * 1024 - 2)}`;
    for (const [command, reason] of [
      [`${longest} `, /too long for a shell/u],
      ['echo \0', /zero byte/u],
    ] as const) {
      const { exitCode, stdout, stderr, unsupported } = await run(sandbox, command);

      assert.match(unsupported ?? '', reason);
      assert.deepEqual([exitCode, stdout, stderr], [127, '', `${unsupported}\n`]);
    }
    assert.deepEqual(withoutMeasures(await run(sandbox, longest)), green(''));
    assert.deepEqual(withoutMeasures(await run(sandbox, longest)), green(''));
  });

  it('writes also where a program has put obstacles', async () => {
    await using sandbox = await open();
    await sandbox.write({ files: texts({ 'src/a.txt': 'old' }), deleted: [] }, signal());
    await run(sandbox, 'chmod 000 src; mkdir b.txt; touch b.txt/x');
    await sandbox.write({ files: texts({ 'src/a.txt': 'new', 'b.txt': 'b' }), deleted: [] }, signal());

    assert.deepEqual(withoutMeasures(await run(sandbox, 'cat src/a.txt b.txt')), green('newb'));
  });

  it('fetches no links, pipes, holes or locked files, and says so', async () => {
    await using sandbox = await open();
    await run(
      sandbox,
      'echo a > good.txt; ln -s /etc/passwd link; ln good.txt second; mkfifo pipe; truncate -s 1T huge; mkdir node_modules; echo x > node_modules/x; echo l > locked; chmod 000 locked; mkdir closed; echo c > closed/c; chmod 000 closed',
    );
    const { files, leftOut } = await sandbox.artifacts({ signal: signal(), maxBytes: 1024 * 1024 });

    // One of the two names of the same file is a plain file to tar, the other a link.
    const names = files.map(({ path }) => path);
    assert.equal(names.includes('good.txt') || names.includes('second'), true);
    assert.deepEqual(
      names.filter(name => !['good.txt', 'second'].includes(name)),
      [],
    );
    for (const name of ['link', 'pipe', 'huge', 'locked', 'closed'])
      assert.match(leftOut.join('\n'), new RegExp(name, 'u'));
    assert.equal((await run(sandbox, 'ls')).exitCode, 0);
  });

  it('has nothing to fetch after a command that ran out of time', async () => {
    await using sandbox = await open();
    await run(sandbox, 'echo a > a.txt; sleep 500', { timeoutMs: 1_500 });

    assert.deepEqual(await sandbox.artifacts({ signal: signal(), maxBytes: 1024 }), {
      files: [],
      leftOut: [],
    });
  });

  it('gives up on a work folder that claims to hold more than anybody can look through', async () => {
    await using sandbox = await open();
    await run(sandbox, 'for i in $(seq 400); do truncate -s 1M hole$i; done');
    const { files, leftOut } = await sandbox.artifacts({ signal: signal(), maxBytes: 1024 * 1024 });

    assert.deepEqual(files, []);
    assert.match(leftOut.join('\n'), /Nothing was fetched/u);
    assert.equal((await run(sandbox, 'echo next')).stdout, 'next\n');
  });

  it('refuses a workspace that does not fit', async () => {
    const small = dockerSandboxes({ memoryMb: 128 });
    await using sandbox = await small.open({ runId, language: 'python', signal: signal() });
    const half = new Uint8Array(40 * 1024 * 1024);

    await assert.rejects(
      sandbox.write({ files: [file('a', half), file('b', half)], deleted: [] }, signal()),
      (error: unknown) =>
        error instanceof ForgeError &&
        error.code === 'sandbox.unsupported' &&
        /does not fit/u.test(error.message),
    );
  });

  it('runs commands that come at once one after the other', async () => {
    await using sandbox = await open();
    const results = await Promise.all([run(sandbox, 'sleep 0.2; echo a >> log'), run(sandbox, 'cat log')]);

    assert.equal(results[1].stdout, 'a\n');
  });

  it('fails retryably when its container is removed under its feet, and gets another', async () => {
    await using sandbox = await open();
    await sandbox.write({ files: texts({ 'a.txt': 'kept' }), deleted: [] }, signal());
    const [id = ''] = await containersWith(`codeforge.run=${runId}`);
    const remove = () => void engine.getContainer(id).remove({ force: true });

    await assert.rejects(run(sandbox, 'echo up; sleep 500', { onOutput: remove }), isRetryable);
    assert.deepEqual(withoutMeasures(await run(sandbox, 'cat a.txt')), green('kept'));
  });

  it('fails retryably when its container was removed between two commands', async () => {
    await using sandbox = await open();
    const [id = ''] = await containersWith(`codeforge.run=${runId}`);
    await engine.getContainer(id).remove({ force: true });

    await assert.rejects(run(sandbox, 'true'), isRetryable);
    assert.equal((await run(sandbox, 'true')).exitCode, 0);
  });

  it('ends a running command when it is disposed', async () => {
    const sandbox = await open();
    const running = run(sandbox, 'echo up; sleep 500', {
      onOutput: () => void sandbox[Symbol.asyncDispose](),
    });

    await assert.rejects(running, isRetryable);
    await assert.rejects(run(sandbox, 'true'), /after it had been disposed/u);
    await sandbox[Symbol.asyncDispose]();
  });

  it('works on after writing was aborted, with the files from before', async () => {
    const controller = new AbortController();
    await using sandbox = await open();
    await sandbox.write({ files: texts({ 'a.txt': 'kept' }), deleted: [] }, signal());
    const label = `codeforge.run=${runId}`;
    // Docker's name for it, and Podman's.
    const event = ['exec_start', 'exec'];
    const events = await engine.getEvents({ filters: { event, label: [label] } });
    events.once('data', () => controller.abort());
    const big = file('big', new Uint8Array(60 * 1024 * 1024));

    await assert.rejects(sandbox.write({ files: [big], deleted: [] }, controller.signal), {
      name: 'AbortError',
    });
    assert.equal((await run(sandbox, 'cat a.txt')).stdout, 'kept');
    if ('destroy' in events && typeof events.destroy === 'function') events.destroy();
  });
});

function isRetryable(error: unknown): boolean {
  return error instanceof ForgeError && error.code === 'sandbox.unavailable' && error.retryable;
}
