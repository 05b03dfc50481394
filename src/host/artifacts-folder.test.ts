import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { hashBytes } from '../store/content-hash.ts';
import { openNodeWorkspace } from '../workspace/node-workspace.ts';
import { openArtifactsFolder } from './artifacts-folder.ts';

describe('openArtifactsFolder', () => {
  let root: string;
  beforeEach(async () => {
    root = await mkdtemp(path.join(tmpdir(), 'artifacts-'));
    await mkdir(path.join(root, 'project'));
    await writeFile(path.join(root, 'project/.gitignore'), 'build/\n');
  });
  afterEach(() => rm(root, { recursive: true }));

  const workspace = () => openNodeWorkspace(path.join(root, 'project'), { hash: hashBytes });
  const file = (name: string, text: string, executable = false) => ({
    path: name,
    bytes: new TextEncoder().encode(text),
    executable,
  });

  it('saves files below a new folder, none of them executable, and says what was left out', async () => {
    const folder = await openArtifactsFolder(path.join(root, 'new/out'), await workspace());
    const files = [file('a/b.txt', 'b'), file('run.sh', 'x', true)];
    const said = await folder.save({ files, leftOut: ['link was left out: it is a link.'] }, 'attempt-1');

    const saved = path.join(root, 'new/out/attempt-1');
    assert.equal(await readFile(path.join(saved, 'a/b.txt'), 'utf8'), 'b');
    assert.equal((await stat(path.join(saved, 'run.sh'))).mode & 0o111, 0);
    assert.deepEqual(said, [`Saved 2 artifacts in ${saved}.`, 'link was left out: it is a link.']);
  });

  if (process.platform === 'linux') {
    it('says that a folder cannot be made where the disk denies the one above', async () => {
      await assert.rejects(openArtifactsFolder('/proc/x/y', undefined), {
        message: /The folder \/proc\/x\/y for artifacts cannot be made or read/u,
      });
    });
  }

  it('says so when there is nothing', async () => {
    const folder = await openArtifactsFolder(path.join(root, 'out'), undefined);

    assert.deepEqual(await folder.save({ files: [], leftOut: [] }), [
      'There are no artifacts: nothing was made or changed.',
    ]);
  });

  it('refuses a folder in which something would be lost', async () => {
    await writeFile(path.join(root, 'x.txt'), 'x');

    await assert.rejects(openArtifactsFolder(root, undefined), {
      code: 'config.invalid',
      message: /not empty/u,
    });
    await assert.rejects(openArtifactsFolder(path.join(root, 'x.txt'), undefined), {
      code: 'config.invalid',
    });
  });

  for (const inside of ['project', 'project/out', 'link/out']) {
    it(`refuses ${inside}, which is part of the workspace`, async () => {
      await symlink(path.join(root, 'project'), path.join(root, 'link'));

      await assert.rejects(openArtifactsFolder(path.join(root, inside), await workspace()), {
        code: 'config.invalid',
        message: /part of the workspace/u,
      });
    });
  }

  it('takes a folder in the workspace that is ignored there', async () => {
    const folder = await openArtifactsFolder(path.join(root, 'project/build/artifacts'), await workspace());
    await folder.save({ files: [file('a.txt', 'a')], leftOut: [] });

    assert.equal(await readFile(path.join(root, 'project/build/artifacts/a.txt'), 'utf8'), 'a');
  });

  it('writes over nothing, not even what it has saved itself', async () => {
    const folder = await openArtifactsFolder(path.join(root, 'out'), undefined);
    await folder.save({ files: [file('a.txt', 'first')], leftOut: [] });
    const said = await folder.save({ files: [file('a.txt', 'second'), file('a.txt/b', 'x')], leftOut: [] });

    assert.equal(await readFile(path.join(root, 'out/a.txt'), 'utf8'), 'first');
    assert.equal(said.length, 3);
  });
});
