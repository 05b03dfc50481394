import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readSettingsFile } from './read-settings-file.ts';

describe('readSettingsFile', () => {
  it('takes a file that begins with a byte order mark, as editors of Windows write them', async () => {
    const directory = await mkdtemp(path.join(tmpdir(), 'codeforge-settings-'));
    try {
      await writeFile(path.join(directory, 'settings.json'), '\uFEFF{"maxCostUsd":2}');

      assert.equal((await readSettingsFile(directory)).caps.maxCostUsd, 2);
    } finally {
      await rm(directory, { recursive: true });
    }
  });
});
