import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RunStore } from '../engine/ports/run-store.ts';
import { readHistoryMark, unmoved } from './history-mark.ts';
import { openRunStore } from './open-run-store.ts';
import { newRun, step } from './sample-run.ts';
import { storeFile } from './store-file.ts';

describe('the mark of some folders in the history', () => {
  let home: string;
  let store: RunStore;
  const mark = (folders = ['/w'], since = 0) => readHistoryMark(home, { folders, since });

  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'codeforge-mark-'));
    store = openRunStore(home);
  });

  afterEach(() => {
    store.close();
    rmSync(home, { recursive: true });
  });

  it('is another one with each run, step and claim there', () => {
    const marks = [mark()];
    for (const move of [
      () => store.create(newRun('a')),
      () => store.saveStep('a', step({})),
      () => store.saveStep('a', step({})),
      () => store.claim('a'),
      () => store.release('a'),
    ]) {
      move();
      marks.push(mark());
    }
    assert.equal(marks[0], unmoved);
    for (const [index, each] of marks.slice(1).entries()) assert.notEqual(each, marks[index]);
  });

  it('minds no other folder, no event, and nothing that was over before', () => {
    store.create(newRun('a'));
    const before = mark();
    store.create({ ...newRun('b'), workspaceRoot: '/elsewhere' });
    store.saveStep('b', step({}));
    store.appendEvent('a', { at: 3000, type: 'x', json: '{}' });
    assert.equal(mark(), before);
    assert.equal(mark(['/w'], 5000), unmoved);
    assert.equal(mark([]), unmoved);
  });

  it('makes no store where there is none, and refuses what is none', () => {
    const nowhere = join(home, 'nowhere');
    assert.equal(readHistoryMark(nowhere, { folders: ['/w'], since: 0 }), unmoved);
    assert.equal(existsSync(nowhere), false);
    store.close();
    writeFileSync(storeFile(home), 'no database, but a text that is long enough to be looked at');
    assert.throws(() => mark(), /not a database/u);
  });
});
