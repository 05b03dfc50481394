import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { readPrompts, readWorkflow } from './read-assets.ts';

// Prompts and workflows lie in the repository as they do in what ships.
const assets = fileURLToPath(new URL('../..', import.meta.url));

describe('the assets', () => {
  it('hold a prompt for every agent', async () => {
    const prompts = await readPrompts(assets);

    assert.deepEqual(
      Object.entries(prompts).map(([role, prompt]) => role === prompt.role),
      [true, true, true],
    );
  });

  it('hold the built-in workflows, by their names', async () => {
    assert.equal((await readWorkflow(assets, 'solve')).name, 'solve');
  });

  it('tell the names there are when one is unknown', async () => {
    await assert.rejects(readWorkflow(assets, 'slove'), /no workflow 'slove'\. Choose one of .*solve/u);
  });

  it('do not include what lies outside them by a trick with the name', async () => {
    await assert.rejects(readWorkflow(assets, '../package'), /cannot be read/u);
  });
});

describe("a workflow file of the user's own", () => {
  it('is told by its path or its ending, and read from there', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'codeforge-assets-test-'));
    try {
      const file = path.join(folder, 'mine.yml');
      await writeFile(file, 'name: mine\ndescription: x\nphases:\n  - kind: code\n  - kind: execute\n');

      assert.equal((await readWorkflow(assets, file)).name, 'mine');
      await assert.rejects(
        readWorkflow(assets, path.join(folder, 'other.yml')),
        /other\.yml cannot be read/u,
      );
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
