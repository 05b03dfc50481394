import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openRunStore } from '../store/open-run-store.ts';
import { newRun, step } from '../store/sample-run.ts';
import { watchHistory } from './watch-history.ts';

describe('a watch on the history', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'codeforge-watch-'));
  });

  afterEach(() => rmSync(folder, { recursive: true }));

  it('tells of what is written, from the first of it on, whoever has opened it', async () => {
    const home = join(folder, 'not', 'there yet');
    let told = Promise.withResolvers<void>();
    const stop = watchHistory({ CODEFORGE_HOME: home }, { folders: () => ['/w'], since: 0 }, () =>
      told.resolve(),
    );
    const store = openRunStore(home);
    store.create(newRun('a'));
    await told.promise;

    told = Promise.withResolvers<void>();
    store.saveStep('a', step({}));
    await told.promise;

    stop();
    store.close();
  });
});
