import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openRunStore } from '../store/open-run-store.ts';
import { newRun, step } from '../store/sample-run.ts';
import { storeFile } from '../store/store-file.ts';
import { historyNews } from './history-news.ts';

describe('news of the history', () => {
  let home: string;

  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'codeforge-news-'));
  });

  afterEach(() => rmSync(home, { recursive: true }));

  it('are each move of a run in these folders, once, and what other folders do is none', () => {
    const hasNews = historyNews(home, { folders: () => ['/w'], since: 0 });
    assert.equal(hasNews(), false);
    const store = openRunStore(home);
    store.create({ ...newRun('b'), workspaceRoot: '/elsewhere' });
    assert.equal(hasNews(), false);
    store.create(newRun('a'));
    assert.deepEqual([hasNews(), hasNews()], [true, false]);
    store.saveStep('b', step({}));
    assert.equal(hasNews(), false);
    store.saveStep('a', step({}));
    assert.deepEqual([hasNews(), hasNews()], [true, false]);
    store.close();
  });

  it('are always there where the history cannot be read: whoever opens it says why', () => {
    writeFileSync(storeFile(home), 'no database, but a text that is long enough to be looked at');
    const hasNews = historyNews(home, { folders: () => ['/w'], since: 0 });
    assert.deepEqual([hasNews(), hasNews()], [true, true]);
  });
});
