import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createMemoryCheckpoints } from '../../test/fakes/memory-checkpoints.ts';
import { describeCheckpoints } from './checkpoint-store.contract.ts';
import { hashBytes } from './content-hash.ts';
import { openRunStore } from './open-run-store.ts';

const directory = mkdtempSync(join(tmpdir(), 'codeforge-checkpoints-'));

describeCheckpoints('the store in memory', () => createMemoryCheckpoints(hashBytes));
describeCheckpoints(
  'the store on disk',
  () => openRunStore(mkdtempSync(join(directory, 'store-'))).checkpoints,
);

after(() => rmSync(directory, { recursive: true }));
