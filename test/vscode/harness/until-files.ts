import assert from 'node:assert/strict';
import { watch } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import type { OrderFolder } from './review-turn.ts';

/** Resolves when the folder holds exactly these files, byte for byte; fails with the difference when it never does. */
export async function untilFiles(
  order: OrderFolder,
  expected: Readonly<Record<string, string>>,
): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const look = () => {
    if (isDeepStrictEqual(order.read(), expected)) resolve();
  };
  const watcher = watch(order.folder, { recursive: true }, look);
  const patience = setTimeout(resolve, patienceMs);
  look();
  await promise;
  clearTimeout(patience);
  watcher.close();
  assert.deepEqual(order.read(), expected);
}

const patienceMs = 30_000;
