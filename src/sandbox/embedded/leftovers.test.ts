import assert from 'node:assert/strict';
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { registerProcess, removeLeftovers } from './leftovers.ts';
import { folderPrefix } from './sandbox-folders.ts';

describe('removeLeftovers', () => {
  let parent: string;
  const children: ChildProcess[] = [];
  beforeEach(async () => {
    parent = await mkdtemp(path.join(tmpdir(), 'leftovers-'));
  });
  afterEach(async () => {
    for (const child of children.splice(0)) child.kill('SIGKILL');
    await rm(parent, { recursive: true });
  });

  it('removes what a killed owner left, and ends what still runs there', async function () {
    if (process.platform === 'win32') this.skip();
    const root = await makeFolder(deadPid());
    const orphan = sleeper(root);
    registerProcess(root, { pid: orphan.pid, label: root });
    const ended = once(orphan, 'close');

    await removeLeftovers(parent);

    assert.deepEqual(await ended, [null, 'SIGKILL']);
    assert.deepEqual(await readdir(parent), []);
  });

  it('leaves alone a process that only has the number of a former one', async () => {
    const root = await makeFolder(deadPid());
    const stranger = sleeper('somewhere-else');
    registerProcess(root, { pid: stranger.pid, label: root });

    await removeLeftovers(parent);

    assert.equal(stranger.exitCode ?? stranger.signalCode, null);
    assert.deepEqual(await readdir(parent), []);
  });

  it('leaves alone what belongs to a living owner, or is not ours', async () => {
    await makeFolder(process.pid);
    await mkdir(path.join(parent, 'codeforge-other'));
    const before = await readdir(parent);

    await removeLeftovers(parent);

    assert.deepEqual(await readdir(parent), before);
  });

  it('makes the folder that is to be looked through', async () => {
    await removeLeftovers(path.join(parent, 'new'));

    assert.deepEqual(await readdir(parent), ['new']);
  });

  async function makeFolder(owner: number): Promise<string> {
    const root = path.join(parent, `${folderPrefix}${owner}-run-abc`);
    await mkdir(root);
    return root;
  }

  function sleeper(label: string): ChildProcess {
    const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)', label], { stdio: 'ignore' });
    children.push(child);
    return child;
  }
});

function deadPid(): number {
  return spawnSync(process.execPath, ['-e', '']).pid;
}
