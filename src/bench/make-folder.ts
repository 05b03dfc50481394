import { mkdir } from 'node:fs/promises';
import path from 'node:path';

/**
 * Makes a folder that somebody has named, with all above it; one that is there will do. Throws what the disk says.
 * Node's own `recursive` never ends where a folder that is there answers that it is not, as those of /proc do.
 */
export async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'EEXIST') return;
    const parent = path.dirname(folder);
    if (code !== 'ENOENT' || parent === folder) throw error;
    await makeFolder(parent);
    await mkdir(folder);
  }
}
