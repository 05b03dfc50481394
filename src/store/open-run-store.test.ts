import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe } from 'mocha';
import { describeContentStore } from './content-store.contract.ts';
import { openRunStore } from './open-run-store.ts';
import { describeRunStore } from './run-store.contract.ts';

describe('openRunStore', () => {
  const folders = mkdtempSync(join(tmpdir(), 'codeforge-store-'));
  const openFresh = () => openRunStore(mkdtempSync(join(folders, 'home-')));

  after(() => {
    rmSync(folders, { recursive: true });
  });

  describeRunStore('the database', openFresh);
  describeContentStore('the database', openFresh);
});
