import { readdir, stat, statfs } from 'node:fs/promises';
import path from 'node:path';

/** Whether a program has come to fill more of the host's disk than it may. */
export interface DiskWatch {
  readonly isExceeded: boolean;
  stop(): void;
}

export interface DiskLimits {
  readonly maxMb: number;
  readonly maxFiles: number;
}

/**
 * Looks at the disk, several times a second. Counting a large folder takes long, so that it is done only when
 * the disk as a whole has lost as much as one program might have taken.
 */
export function watchDisk(folders: readonly string[], limits: DiskLimits, onExceeded: () => void): DiskWatch {
  let isExceeded = false;
  let timer: NodeJS.Timeout | undefined;
  let before: Free | undefined;
  const check = async () => {
    const free = await freeOn(folders[0] ?? '');
    before ??= free;
    const isSuspect = mayHaveTaken(before, free, limits);
    const isOver = isSuspect && (await holdMoreThan(limits, folders));
    if (timer === undefined) return;
    if (isOver) {
      isExceeded = true;
      onExceeded();
      return;
    }
    if (isSuspect) before = free;
    timer = setTimeout(check, intervalMs);
  };
  timer = setTimeout(check, 0);
  return {
    get isExceeded() {
      return isExceeded;
    },
    stop() {
      clearTimeout(timer);
      timer = undefined;
    },
  };
}

const intervalMs = 200;
const mebibyte = 1024 * 1024;

interface Free {
  readonly mb: number;
  readonly files: number;
}

async function freeOn(folder: string): Promise<Free | undefined> {
  const found = await statfs(folder).catch(() => undefined);
  return found && { mb: (found.bavail * found.bsize) / mebibyte, files: found.ffree };
}

/** A program that goes on slowly is found out as well: it is counted anew after every eighth of the limit. */
function mayHaveTaken(before: Free | undefined, now: Free | undefined, limits: DiskLimits): boolean {
  if (before === undefined || now === undefined) return false;
  return before.mb - now.mb > limits.maxMb / 8 || before.files - now.files > limits.maxFiles / 8;
}

/** Counts what takes room on the disk. Does not follow links, and stops as soon as it knows. */
async function holdMoreThan(limits: DiskLimits, folders: readonly string[]): Promise<boolean> {
  const waiting = [...folders];
  let blocks = 0;
  let files = 0;
  for (let folder = waiting.pop(); folder !== undefined; folder = waiting.pop()) {
    const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
    files += entries.length;
    for (const entry of entries) {
      const full = path.join(folder, entry.name);
      if (entry.isDirectory()) waiting.push(full);
      // A program is at work there: what is gone by now counts nothing.
      if (entry.isFile()) blocks += await blocksOf(full);
      if ((blocks * 512) / mebibyte > limits.maxMb || files > limits.maxFiles) return true;
    }
  }
  return false;
}

async function blocksOf(file: string): Promise<number> {
  return await stat(file).then(
    ({ blocks }) => blocks,
    () => 0,
  );
}
