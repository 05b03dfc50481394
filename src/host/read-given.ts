import { createReadStream } from 'node:fs';
import { ForgeError } from '../engine/forge-error.ts';

/**
 * The bytes of a file that somebody has named, or of standard input for `-`. A pipe will do (`<(make-task)`), but not
 * without an end: a device such as /dev/zero has none. `what` it is begins the sentence of a refusal, such as `The program`.
 * Throws ForgeError `config.invalid` for what cannot be read, or is too large.
 */
export async function readGiven(what: string, file: string): Promise<Uint8Array> {
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of openGiven(what, file)) {
    size += piece.length;
    // Leaving the loop closes the file.
    if (size > maxBytes) throw tooLarge(what, file);
    pieces.push(piece);
  }
  return new Uint8Array(Buffer.concat(pieces));
}

/** The same as text. */
export async function readGivenText(what: string, file: string): Promise<string> {
  return new TextDecoder().decode(await readGiven(what, file));
}

// More than any task, program, workflow or log that is of use.
const maxBytes = 64 * 1024 * 1024;

async function* openGiven(what: string, file: string): AsyncIterable<Buffer> {
  if (file === '-') {
    yield* process.stdin;
    return;
  }
  try {
    yield* createReadStream(file);
  } catch (cause) {
    throw new ForgeError(
      'config.invalid',
      `${what} ${file} cannot be read. Check the path and its permissions.`,
      { cause },
    );
  }
}

function tooLarge(what: string, file: string): ForgeError {
  const name = file === '-' ? 'on standard input' : file;
  return new ForgeError(
    'config.invalid',
    `${what} ${name} is larger than ${maxBytes / 1024 / 1024} MB, or has no end. Name a smaller file.`,
  );
}
