import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { initSuite } from './init-suite.ts';
import { readTaskFolders } from './read-task-folder.ts';
import { readManifest } from './suite-manifest.ts';

const template = path.join(import.meta.dirname, '../../../benchmarks/suite-template');

describe('making a suite of one’s own', () => {
  let parent: string;

  beforeEach(async () => {
    parent = await mkdtemp(path.join(tmpdir(), 'init-suite-'));
  });

  afterEach(() => rm(parent, { recursive: true }));

  it('makes one that can be opened, in a new folder or an empty one', async () => {
    await mkdir(path.join(parent, 'empty'));
    for (const name of ['empty', 'new/below']) {
      const folder = path.join(parent, name);
      await initSuite(folder, template);
      const [task] = await readTaskFolders(folder);
      assert.equal((await readManifest(folder)).format, 'tasks');
      assert.ok(Object.keys(task?.wrong ?? {}).length >= 2);
    }
  });

  it('touches nothing in a folder that holds anything', async () => {
    const file = path.join(parent, 'notes.txt');
    await writeFile(file, 'mine');
    await assert.rejects(initSuite(parent, template), {
      code: 'config.invalid',
      message: `The folder ${parent} is not empty, and nothing in it is touched. Name a new one for the suite.`,
    });
    assert.deepEqual([await readdir(parent), await readFile(file, 'utf8')], [['notes.txt'], 'mine']);
  });

  it('says why a folder cannot be made', async () => {
    await writeFile(path.join(parent, 'file'), '');
    await assert.rejects(initSuite(path.join(parent, 'file', 'suite'), template), {
      code: 'config.invalid',
      message: /No suite can be made in .* \(ENOTDIR.*Name a folder that can be written\.$/u,
    });
  });

  if (process.platform === 'linux') {
    it('says so too where the disk denies the folder above', async () => {
      await assert.rejects(initSuite('/proc/x/y', template), {
        code: 'config.invalid',
        message: /No suite can be made in \/proc\/x\/y \(ENOENT.*Name a folder that can be written\.$/u,
      });
    });
  }
});
