import { existsSync, realpathSync } from 'node:fs';

/**
 * A folder as the disk spells it, without links: what the history keeps it by, as a terminal and an editor may name the
 * same one differently. One that is gone is as it is named.
 */
export function realFolder(folder: string): string {
  return existsSync(folder) ? realpathSync.native(folder) : folder;
}
