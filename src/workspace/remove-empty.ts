import { readdir, rmdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { isInside } from './locate.ts';
import { unless } from './system-refusal.ts';

/** Removes a folder that holds nothing but empty folders. What is no folder is left alone. */
export async function removeEmptyTree(folder: string): Promise<void> {
  const names = await unless(['ENOENT', 'ENOTDIR'], readdir(folder));
  if (names === undefined) return;
  for (const name of names) await removeEmptyTree(join(folder, name));
  await rmdir(folder);
}

/** Removes the folder and those above it, up to the root, as long as they are empty or gone already. */
export async function removeEmptyFolders(root: string, folder: string): Promise<void> {
  if (folder === root || !isInside(root, folder)) return;
  const names = await unless(['ENOENT', 'ENOTDIR'], readdir(folder));
  if (names !== undefined && names.length > 0) return;
  if (names !== undefined) await unless(['ENOTEMPTY', 'EEXIST', 'ENOENT'], rmdir(folder));
  await removeEmptyFolders(root, dirname(folder));
}
