import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, sep } from 'node:path';
import type { RunStore } from '../engine/ports/run-store.ts';
import { openRunStore } from './open-run-store.ts';
import { newRun } from './sample-run.ts';

describe('a folder in the history', () => {
  let parent: string;
  let real: string;
  let link: string;
  let store: RunStore;

  beforeEach(() => {
    parent = mkdtempSync(join(tmpdir(), 'codeforge-folder-'));
    [real, link] = [join(realpathSync.native(parent), 'real'), join(parent, 'link')];
    mkdirSync(real);
    symlinkSync(real, link, 'junction');
    store = openRunStore(join(parent, 'home'));
  });

  afterEach(() => {
    store.close();
    rmSync(parent, { recursive: true });
  });

  it('is the same by each of its names, whichever its runs and checkpoints were kept under', () => {
    const names = [real, link, `${real}${sep}`, `${link}${sep}`];
    for (const [index, root] of names.entries()) {
      const runId = `r${index}`;
      store.create({ ...newRun(runId), workspaceRoot: root });
      store.checkpoints.record({ runId, task: 'Fix', root, at: 1, files: [] }, 1000);
    }
    const all = ['r0', 'r1', 'r2', 'r3'];
    for (const name of names) {
      const runs = store.list({ limit: 9, workspaceRoot: name });
      assert.deepEqual(runs.map(({ id }) => id).sort(), all, name);
      const kept = store.checkpoints.list(name).map(({ runId }) => runId);
      assert.deepEqual(kept.sort(), all, name);
      const found = store.search({
        workspaceRoots: [name],
        sortBy: 'createdAt',
        isDescending: true,
        offset: 0,
        limit: 9,
      });
      assert.equal(found.total, 4, name);
      assert.deepEqual(new Set(runs.map(({ workspaceRoot }) => workspaceRoot)), new Set([real]));
    }
  });

  it('that is gone is known by the name it had', () => {
    store.create({ ...newRun('gone'), workspaceRoot: join(parent, 'gone') });
    assert.equal(store.list({ limit: 9, workspaceRoot: join(parent, 'gone') }).length, 1);
  });
});
