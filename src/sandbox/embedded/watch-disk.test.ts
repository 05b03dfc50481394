import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { watchDisk } from './watch-disk.ts';

describe('watchDisk', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'watch-disk-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('tells when a folder comes to hold more than it may, in whatever files', async () => {
    const exceeded = Promise.withResolvers<void>();
    const watch = watchDisk([folder], { maxMb: 4, maxFiles: 1_000 }, exceeded.resolve);
    const piece = new Uint8Array(1024 * 1024).fill(1);
    let isOver = false;
    const over = exceeded.promise.then(() => {
      isOver = true;
    });
    for (let index = 0; !isOver && index < 500; index += 1) {
      await writeFile(path.join(folder, `${index % 50}`), piece);
    }
    await over;
    watch.stop();

    assert.equal(watch.isExceeded, true);
  });
});
