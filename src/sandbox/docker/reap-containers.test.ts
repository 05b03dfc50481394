import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { hostname } from 'node:os';
import { containersWith, dockerSandboxes, engine, needDockerEngine } from '../../../test/docker-engine.ts';
import { signal } from '../contract/trial.contract.ts';
import { ownerOf } from './container-owner.ts';

describe('reapContainers', function () {
  this.timeout(60_000);
  before(function () {
    return needDockerEngine(this);
  });

  const docker = dockerSandboxes();
  const runId = `test-reap-${process.pid}`;

  afterEach(async () => {
    const left = await containersWith(`codeforge.run=${runId}`);
    await Promise.all(left.map(id => engine.getContainer(id).remove({ force: true })));
  });

  async function leave(owner: string, run = runId): Promise<string> {
    await docker.prepare('python', { signal: signal(), onProgress: () => {} });
    const { id } = await engine.createContainer({
      Image: 'codeforge-sandbox-python:latest',
      Labels: { 'codeforge.run': run, 'codeforge.owner': owner },
    });
    return id;
  }

  it('removes what a dead process has left', async () => {
    await leave(`${hostname()}/${await deadPid()}/1:1`);

    assert.equal((await docker.reap()) >= 1, true);
    assert.deepEqual(await containersWith(`codeforge.run=${runId}`), []);
  });

  it('removes what a dead process has kept prepared for its next program', async () => {
    const id = await leave(`${hostname()}/${await deadPid()}/1:1`, 'prepared');
    await docker.reap();

    assert.equal((await containersWith('codeforge.run=prepared')).includes(id), false);
  });

  it('leaves alone what this process keeps prepared', async () => {
    await using pool = dockerSandboxes({ prepared: 1 });
    await using _used = await pool.open({ runId, language: 'python', signal: signal() });
    await pool.whenPrepared();
    const mine = `codeforge.owner=${ownerOf(process.pid)}`;
    const before = await containersWith(mine);
    await docker.reap();

    assert.equal(before.length, 2);
    assert.deepEqual(await containersWith(mine), before);
  });

  it('removes what a process left whose id another one has now', async () => {
    await leave(`${hostname()}/${process.pid}/another-boot:1`);
    await docker.reap();

    assert.deepEqual(await containersWith(`codeforge.run=${runId}`), []);
  });

  it('leaves alone what belongs to a living process, to another machine or to nobody known', async () => {
    await using _mine = await docker.open({ runId, language: 'python', signal: signal() });
    await leave('another-machine/1/1:1');
    await leave('scribble');
    await docker.reap();

    assert.equal((await containersWith(`codeforge.run=${runId}`)).length, 3);
  });
});

async function deadPid(): Promise<number> {
  const child = spawn(process.execPath, ['--version'], { stdio: 'ignore' });
  await once(child, 'exit');
  return child.pid ?? 0;
}
