import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { packTar } from 'modern-tar';

/** What an image is built from. */
export interface ImageFolder {
  /** Changes with any byte or name in the folder. */
  readonly hash: string;
  /** The whole folder as a tar archive. */
  pack(): Promise<Uint8Array>;
}

/** Reads a folder of flat files, among them the Dockerfile. Undefined when there is none. */
export async function readImageFolder(directory: string): Promise<ImageFolder | undefined> {
  const files = await readFlatFolder(directory);
  if (!files.some(({ name }) => name === 'Dockerfile')) return undefined;
  const hash = createHash('sha256');
  for (const { name, bytes } of files) {
    hash.update(`${name}\0${bytes.length}\0`).update(bytes);
  }
  const entries = files.map(({ name, bytes }) => ({
    header: { name, size: bytes.length, mode: 0o755, type: 'file' as const },
    body: bytes,
  }));
  return { hash: hash.digest('hex'), pack: () => packTar(entries) };
}

async function readFlatFolder(directory: string) {
  const names = await readdir(directory).catch(ifMissing);
  return Promise.all(
    names
      .sort()
      .map(async name => ({ name, bytes: new Uint8Array(await readFile(path.join(directory, name))) })),
  );
}

function ifMissing(error: NodeJS.ErrnoException): string[] {
  if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return [];
  throw error;
}
