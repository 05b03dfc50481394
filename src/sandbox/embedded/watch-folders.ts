import { lstat, opendir } from 'node:fs/promises';
import path from 'node:path';

export interface FolderWatch {
  stop(): void;
}

/**
 * Looks twice a second how much a program has written into its folders: the disk is the host's. Between two looks
 * a program can write more than it may, but not for long.
 */
export function watchFolders(folders: readonly string[], onTooLarge: () => void): FolderWatch {
  let timer: NodeJS.Timeout | undefined;
  const check = async () => {
    const isTooLarge = await holdsTooMuch(folders);
    if (timer === undefined) return;
    if (isTooLarge) onTooLarge();
    else timer = setTimeout(check, intervalMs);
  };
  timer = setTimeout(check, intervalMs);
  return {
    stop() {
      clearTimeout(timer);
      timer = undefined;
    },
  };
}

const intervalMs = 500;
const maxMb = 1_024;
const maxEntries = 50_000;

export const tooLarge = `The program was ended: its folders held more than ${maxMb} MB or ${maxEntries} files, which is all that the embedded sandbox allows. Write less, or use the Docker sandbox.`;

/** Stops counting as soon as it knows. Follows no link. */
async function holdsTooMuch(folders: readonly string[]): Promise<boolean> {
  const left = [...folders];
  let bytes = 0;
  let entries = 0;
  for (let folder = left.pop(); folder !== undefined; folder = left.pop()) {
    for (const { name, isFolder } of await entriesOf(folder)) {
      const file = path.join(folder, name);
      entries += 1;
      if (isFolder) left.push(file);
      else bytes += await sizeOf(file);
      if (bytes > maxMb * 1024 * 1024 || entries > maxEntries) return true;
    }
  }
  return false;
}

async function entriesOf(folder: string): Promise<readonly { name: string; isFolder: boolean }[]> {
  const found: { name: string; isFolder: boolean }[] = [];
  try {
    for await (const entry of await opendir(folder)) {
      found.push({ name: entry.name, isFolder: entry.isDirectory() });
      if (found.length > maxEntries) break;
    }
  } catch {
    // The program has removed it meanwhile, or made its path too long to open: what is above counts.
  }
  return found;
}

/** What it takes on the disk, where the system says so: a file with holes takes less than it seems. */
async function sizeOf(file: string): Promise<number> {
  const stats = await lstat(file).catch(() => undefined);
  if (stats === undefined) return 0;
  return process.platform === 'win32' ? stats.size : stats.blocks * 512;
}
