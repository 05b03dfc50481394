import { mkdir } from 'node:fs/promises';
import path from 'node:path';

/**
 * Makes a folder that somebody has named, with all above it; one that is there will do. Throws what the disk says.
 * Node's own `recursive` never ends where a folder that is there answers that it is not, as those of /proc do.
 */
export async function makeFolder(folder: string): Promise<void> {
  const parent = path.dirname(folder);
  try {
    await mkdir(folder);
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return;
    if (codeOf(error) !== 'ENOENT' || parent === folder) throw error;
    await makeFolder(parent);
    await mkdir(folder).catch(refusal => {
      // Somebody else has made it meanwhile.
      if (codeOf(refusal) !== 'EEXIST') throw refusal;
    });
  }
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}
