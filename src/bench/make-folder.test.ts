import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeFolder } from './make-folder.ts';

describe('makeFolder', () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'forge-folder-'));
  });
  afterEach(() => rmSync(root, { recursive: true }));

  it('makes one with all above it, and minds nobody who does the same', async () => {
    const folder = join(root, 'a', 'b', 'c');
    await Promise.all([makeFolder(folder), makeFolder(folder), makeFolder(join(root, 'a', 'b', 'd'))]);
    assert.deepEqual(readdirSync(join(root, 'a', 'b')), ['c', 'd']);
  });

  it('says what the disk says', async () => {
    await assert.rejects(makeFolder('/proc/x/y'), /ENOENT/u);
  });
});
