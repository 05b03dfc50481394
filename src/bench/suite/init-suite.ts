import { cp, readdir } from 'node:fs/promises';
import { ForgeError } from '../../engine/forge-error.ts';
import { makeFolder } from '../make-folder.ts';

/**
 * Makes a suite of one's own in a new or empty folder, as the template has it. Throws ForgeError `config.invalid` for
 * a folder that holds anything, or cannot be written.
 */
export async function initSuite(folder: string, templateDirectory: string): Promise<void> {
  try {
    await makeFolder(folder);
    if ((await readdir(folder)).length === 0) return await cp(templateDirectory, folder, { recursive: true });
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new ForgeError(
      'config.invalid',
      `No suite can be made in ${folder} (${reason}). Name a folder that can be written.`,
      { cause },
    );
  }
  throw new ForgeError(
    'config.invalid',
    `The folder ${folder} is not empty, and nothing in it is touched. Name a new one for the suite.`,
  );
}
