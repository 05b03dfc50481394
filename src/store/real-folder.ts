import { realpathSync } from 'node:fs';

/**
 * A folder as the disk spells it, without links: what the history keeps it by, as a terminal and an editor may name the
 * same one differently. One that the disk does not know, or does not tell of, is as it is named.
 */
export function realFolder(folder: string): string {
  try {
    return realpathSync.native(folder);
  } catch {
    return folder;
  }
}
