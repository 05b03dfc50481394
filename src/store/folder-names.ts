import { existsSync, realpathSync } from 'node:fs';

/**
 * What the history may know a folder by: as it is named here, and as the disk spells it, without links. A terminal knows
 * it by the one, an editor by the other.
 */
export function folderNames(folder: string): readonly string[] {
  return existsSync(folder) ? [...new Set([folder, realpathSync.native(folder)])] : [folder];
}
