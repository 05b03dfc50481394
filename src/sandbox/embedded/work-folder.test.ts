import assert from 'node:assert/strict';
import { link, mkdtemp, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { WorkFolder } from './work-folder.ts';

describe('WorkFolder', () => {
  let base: string;
  let folder: WorkFolder;
  beforeEach(async () => {
    base = await mkdtemp(path.join(tmpdir(), 'work-folder-'));
    folder = new WorkFolder(await mkdtemp(path.join(base, 'work-')));
    await writeFile(path.join(base, 'secret.txt'), 'secret');
  });
  afterEach(() => rm(base, { recursive: true }));

  it('holds what was written, and forgets what was deleted', async () => {
    await update({ 'a/b/c.txt': 'c', 'd.txt': 'd' });
    await update({ 'd.txt': 'new' }, ['a/b/c.txt', 'never/there.txt']);

    assert.deepEqual(await folder.list(), ['d.txt']);
    assert.equal(await folder.readText('d.txt'), 'new');
    assert.equal(await folder.isFolder('a'), false);
  });

  it('loads every file with its bytes, and every folder', async () => {
    await update({ 'a/b.txt': 'b' });
    await folder.makeFolder('empty/deep');
    const { folders, files } = (await folder.load(1)) ?? { folders: [], files: [] };

    assert.deepEqual([...folders].sort(), ['a', 'empty', 'empty/deep']);
    assert.deepEqual(
      files.map(file => [file.path, new TextDecoder().decode(file.bytes), file.modifiedMs > 0]),
      [['a/b.txt', 'b', true]],
    );
  });

  it('loads nothing when all of it is more than may be loaded', async () => {
    await update({ 'a.txt': '1234', 'b.txt': '5678' });

    assert.equal(await folder.load(7), undefined);
    assert.equal((await folder.load(8))?.files.length, 2);
  });

  it('gives a file that has two names one of its own', async () => {
    await update({ 'a.txt': 'old' });
    await link(path.join(folder.root, 'a.txt'), path.join(folder.root, 'b.txt'));
    await update({ 'b.txt': 'new' });

    assert.equal(await folder.readText('a.txt'), 'old');
  });

  it('sets the executable bit where it is asked for', async () => {
    if (process.platform === 'win32') return;
    await folder.write({ path: 'tool', bytes: new Uint8Array(), executable: true });

    assert.equal((await stat(path.join(folder.root, 'tool'))).mode & 0o777, 0o755);
  });

  it('reads nothing through a symbolic link', async () => {
    await symlink(path.join(base, 'secret.txt'), path.join(folder.root, 'link.txt'));
    await symlink(base, path.join(folder.root, 'above'));

    assert.equal(await folder.readText('link.txt'), undefined);
    assert.equal(await folder.readText('above/secret.txt'), undefined);
    assert.equal(await folder.isFolder('above'), false);
    assert.deepEqual(await folder.list(), []);
  });

  it('writes and removes nothing through a symbolic link', async () => {
    await symlink(path.join(base, 'secret.txt'), path.join(folder.root, 'link.txt'));
    await symlink(base, path.join(folder.root, 'above'));
    await folder.remove('above/secret.txt');
    await update({ 'link.txt': 'mine', 'above/secret.txt': 'mine' });

    assert.equal(await readFile(path.join(base, 'secret.txt'), 'utf8'), 'secret');
    assert.deepEqual(await folder.list(), ['above/secret.txt', 'link.txt']);
  });

  it('refuses a path that leads out', async () => {
    await assert.rejects(update({ '../secret.txt': 'mine' }), /work folder/u);
    await assert.rejects(folder.remove('../secret.txt'), /work folder/u);
    await assert.rejects(folder.makeFolder('a/../../b'), /work folder/u);
  });

  async function update(
    files: Readonly<Record<string, string>>,
    deleted: readonly string[] = [],
  ): Promise<void> {
    const entries = Object.entries(files).map(([name, text]) => ({
      path: name,
      bytes: new TextEncoder().encode(text),
      executable: false,
    }));
    await folder.update({ files: entries, deleted }, new AbortController().signal);
  }
});
