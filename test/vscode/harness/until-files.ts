import assert from 'node:assert/strict';
import { setTimeout } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import type { FolderBytes, OrderFolder } from './order-folder.ts';

/** Resolves when the folder holds exactly these files, byte for byte; fails with the difference when it never does. */
export async function untilFiles({ read }: OrderFolder, expected: FolderBytes): Promise<void> {
  const deadline = Date.now() + patienceMs;
  // Asked again and again: the watchers of a file system lose what comes and goes in between.
  while (Date.now() < deadline && !isDeepStrictEqual(read(), expected)) await setTimeout(50);
  assert.deepEqual(read(), expected);
}

const patienceMs = 60_000;
