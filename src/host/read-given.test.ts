import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readGiven, readGivenText } from './read-given.ts';

describe('readGiven', () => {
  let folder: string;

  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'codeforge-given-'));
  });

  after(() => rm(folder, { recursive: true }));

  it('reads a file as it is, and without its byte order mark as text', async () => {
    const file = path.join(folder, 'task.txt');
    await writeFile(file, '\uFEFFFix it');

    assert.deepEqual(Buffer.from(await readGiven('The task file', file)), Buffer.from('\uFEFFFix it'));
    assert.equal(await readGivenText('The task file', file), 'Fix it');
  });

  it('refuses more than is of use, and says what it was', async () => {
    const file = path.join(folder, 'large.py');
    await writeFile(file, '');
    await truncate(file, 64 * 1024 * 1024 + 1);

    await assert.rejects(readGiven('The program', file), {
      code: 'config.invalid',
      message: /^The program .*large\.py is larger than 64 MB, or has no end\. Name a smaller file\.$/u,
    });
  });

  it('refuses a folder, and what is not there', async () => {
    const refused = { code: 'config.invalid', message: /^The program .* cannot be read\. Check the path/u };

    await assert.rejects(readGiven('The program', folder), refused);
    await assert.rejects(readGiven('The program', path.join(folder, 'nope')), refused);
  });

  if (process.platform !== 'win32') {
    it('refuses a device without an end', async () => {
      await assert.rejects(readGiven('The program', '/dev/zero'), /or has no end/u);
    });

    it('reads a pipe to its end', async () => {
      const pipe = path.join(folder, 'pipe');
      execFileSync('mkfifo', [pipe]);
      const [text] = await Promise.all([
        readGivenText('The task file', pipe),
        writeFile(pipe, 'from a pipe'),
      ]);

      assert.equal(text, 'from a pipe');
    });
  }
});
