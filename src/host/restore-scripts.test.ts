import assert from 'node:assert/strict';
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRunHarness } from '../../test/fakes/run-harness.ts';
import { planRestore } from '../engine/change/review/plan-restore.ts';
import { createRun } from '../engine/run/run-session.ts';
import { hashBytes } from '../store/content-hash.ts';
import { openRunStore } from '../store/open-run-store.ts';
import { openNodeWorkspace } from '../workspace/node-workspace.ts';

const scripts = ['changed.sh', 'deleted.sh', 'moved.sh'] as const;
const textOf = (name: string) => `#!/bin/sh\necho ${name}\n`;

describe('scripts that come back from a checkpoint', () => {
  let folder: string;

  beforeEach(function () {
    if (process.platform === 'win32') this.skip(); // no permission bits there
    folder = mkdtempSync(join(tmpdir(), 'codeforge-scripts-'));
    for (const name of scripts) {
      writeFileSync(join(folder, name), textOf(name));
      chmodSync(join(folder, name), 0o755);
    }
    writeFileSync(join(folder, 'plain.txt'), 'plain\n');
  });

  afterEach(() => rmSync(folder, { recursive: true }));

  it('can be run again, whether they were deleted, changed or renamed', async () => {
    const home = mkdtempSync(join(tmpdir(), 'codeforge-home-'));
    const store = openRunStore(home);
    const workspace = await openNodeWorkspace(folder, { hash: hashBytes });
    const { ports, request, workflow } = createRunHarness({
      files: {},
      program: () => ({}),
      answers: [change],
    });
    const session = createRun(
      { ...ports, store, workspace },
      { runId: 'r', request: request('Tidy', { check: 'true' }), workflow },
    );
    session.start();
    const { changes } = await session.settled();
    await session.decide(changes.map(({ path }) => path));
    assert.equal((await session.settled()).outcome, 'completed');
    await session.release();
    assert.equal(readFileSync(join(folder, 'changed.sh'), 'utf8'), 'echo other\n');
    // As an editor that writes a new file in its place.
    chmodSync(join(folder, 'changed.sh'), 0o644);

    const { contents, checkpoints } = store;
    const { operations, conflicts } = await planRestore('r', { workspace, contents, checkpoints });
    await workspace.apply(operations);
    store.close();
    rmSync(home, { recursive: true });

    assert.deepEqual(conflicts, []);
    for (const name of scripts) {
      assert.equal(readFileSync(join(folder, name), 'utf8'), textOf(name));
      assert.equal(statSync(join(folder, name)).mode & 0o111, 0o111, name);
    }
    assert.equal(statSync(join(folder, 'plain.txt')).mode & 0o111, 0);
    assert.equal(readFileSync(join(folder, 'plain.txt'), 'utf8'), 'plain\n');
  });
});

const change = {
  calls: [
    ['write_file', { path: 'changed.sh', content: 'echo other\n' }],
    ['delete_file', { path: 'deleted.sh' }],
    ['move_file', { from: 'moved.sh', to: 'other.sh' }],
    ['write_file', { path: 'plain.txt', content: 'other\n' }],
    ['submit_work', { summary: 'Tidied.' }],
  ],
} as const;
