import { access, constants, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { ForgeError } from '../engine/forge-error.ts';

/** The name that stands for standard output. */
export const standardOutput = '-';

/** Makes sure, before anything is paid for, that a patch can be written there. Throws ForgeError `config.invalid`. */
export async function checkPatchFile(file: string | undefined): Promise<void> {
  if (file === undefined || file === standardOutput) return;
  const parent = path.dirname(path.resolve(file));
  try {
    await access(parent, constants.W_OK);
  } catch (cause) {
    throw invalid(
      `The patch cannot be written: the folder ${parent} is not there or not writable. Name another file.`,
      cause,
    );
  }
  const isFolder = await stat(file).then(
    found => found.isDirectory(),
    // Not there yet, as it should be.
    () => false,
  );
  if (isFolder) throw invalid(`The patch cannot be written: ${file} is a folder. Name a file in it.`);
}

/** Writes the patch where it shall go. Throws ForgeError `config.invalid` where the disk refuses it. */
export async function writePatch(file: string, patch: string): Promise<void> {
  if (file === standardOutput) process.stdout.write(patch);
  else await writeFile(file, patch).catch(refusePatch(file));
}

function refusePatch(file: string): (cause: Error) => never {
  return cause => {
    const why = cause.message.split(/[:,] /u)[1] ?? cause.message;
    throw invalid(
      `The patch could not be written to ${file}: ${why}. Take it with 'codeforge history <run> --diff'.`,
      cause,
    );
  };
}

function invalid(message: string, cause?: unknown): ForgeError {
  return new ForgeError('config.invalid', message, { cause });
}
