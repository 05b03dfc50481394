import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { unpackTar } from 'modern-tar';
import { readImageFolder } from './image-folder.ts';

describe('readImageFolder', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'image-folder-'));
  });

  afterEach(() => rm(folder, { recursive: true }));

  const put = (name: string, text: string) => writeFile(path.join(folder, name), text);
  const hash = async () => (await readImageFolder(folder))?.hash;

  it('packs what is in it', async () => {
    await put('Dockerfile', 'FROM x');
    await put('extra.txt', 'y');
    const entries = await unpackTar((await (await readImageFolder(folder))?.pack()) ?? new Uint8Array());

    assert.deepEqual(
      entries.map(({ header, data }) => [header.name, new TextDecoder().decode(data)]),
      [
        ['Dockerfile', 'FROM x'],
        ['extra.txt', 'y'],
      ],
    );
  });

  it('has the same hash until a byte or a name changes', async () => {
    await put('Dockerfile', 'FROM x');
    const first = await hash();
    const again = await hash();
    await put('Dockerfile', 'FROM y');
    const changed = await hash();
    await put('more', '');

    assert.equal(again, first);
    assert.equal(new Set([first, changed, await hash()]).size, 3);
  });

  it('is not there without a Dockerfile, or without a folder', async () => {
    await put('README', 'x');

    assert.equal(await readImageFolder(folder), undefined);
    assert.equal(await readImageFolder(path.join(folder, 'nowhere')), undefined);
    assert.equal(await readImageFolder(path.join(folder, 'README')), undefined);
  });
});
