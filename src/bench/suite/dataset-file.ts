import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { ForgeError } from '../../engine/forge-error.ts';
import type { DataManifest } from './suite-manifest.ts';

type DataSource = DataManifest['data'];

export interface DataWish {
  /** The user's own copy; never written. */
  readonly file?: string;
  /** Where downloads are kept. */
  readonly cacheDirectory: string;
  /** Left out: nothing is downloaded. */
  readonly fetch?: typeof globalThis.fetch;
  readonly signal: AbortSignal;
  readonly onProgress: (message: string) => void;
}

/** A data file with where it came from. */
export interface DataFile {
  readonly file: string;
  readonly bytes: Uint8Array;
}

/**
 * The suite's data: the file that the user names, else what was downloaded before, else a download.
 * Throws ForgeError `config.invalid` when there is none to be had; the checksum is for `checkDataset`.
 */
export async function findDataset(source: DataSource, wish: DataWish): Promise<DataFile> {
  if (wish.file !== undefined) return { file: wish.file, bytes: await readDataFile(wish.file, source) };
  const file = path.join(wish.cacheDirectory, source.file);
  const kept = await readIfThere(file);
  // A download that was cut off, or a file of an older version: it is ours to replace.
  if (kept !== undefined && isExpected(kept, source)) return { file, bytes: kept };
  if (wish.fetch === undefined) throw notHere(source);
  wish.onProgress(`Downloading ${source.url}`);
  const bytes = await download(source, { ...wish, fetch: wish.fetch });
  checkDataset({ file: source.url, bytes }, source);
  await keep(file, bytes);
  return { file, bytes };
}

async function readDataFile(file: string, source: DataSource): Promise<Uint8Array> {
  try {
    return await readFile(file);
  } catch (cause) {
    const isFolder = cause instanceof Error && 'code' in cause && cause.code === 'EISDIR';
    const told = isFolder
      ? `${file} is a folder, and the data of the suite is a file. Name the file itself, such as ${source.file}.`
      : `The data file ${file} cannot be read. Check the path and its permissions.`;
    throw new ForgeError('config.invalid', told, { cause });
  }
}

/** Throws ForgeError `config.invalid` for other bytes than the suite is made for. */
export function checkDataset({ file, bytes }: DataFile, source: DataSource): void {
  if (isExpected(bytes, source)) return;
  throw new ForgeError(
    'config.invalid',
    `The data file ${file} is not the one of this suite: its SHA-256 is ${sha256(bytes)}, and not ${source.sha256[0]}. Get it from ${source.url}, or make a suite of your own for other data.`,
  );
}

function isExpected(bytes: Uint8Array, source: DataSource): boolean {
  return source.sha256.includes(sha256(bytes));
}

export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function notHere({ url }: DataSource): ForgeError {
  return new ForgeError(
    'config.invalid',
    `The problems are not on this machine yet. Run the benchmark once: it downloads them from ${url}, or takes a file of yours.`,
  );
}

type Download = Pick<Required<DataWish>, 'fetch' | 'signal'>;

async function download({ url }: DataSource, { fetch, signal }: Download): Promise<Uint8Array> {
  try {
    const response = await fetch(url, { signal: AbortSignal.any([signal, AbortSignal.timeout(patienceMs)]) });
    if (!response.ok) throw new Error(`the server answered ${response.status}`);
    return new Uint8Array(await response.arrayBuffer());
  } catch (cause) {
    signal.throwIfAborted();
    throw new ForgeError(
      'config.invalid',
      `${url} could not be downloaded. Connect to the network and try again, or name a copy with --data FILE.`,
      { cause, retryable: true },
    );
  }
}

const patienceMs = 60_000;

/** Whole or not at all. */
async function keep(file: string, bytes: Uint8Array): Promise<void> {
  const draft = `${file}.${randomUUID()}`;
  try {
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(draft, bytes);
    await rename(draft, file);
  } catch (cause) {
    await rm(draft, { force: true });
    throw new ForgeError(
      'config.invalid',
      `${file} could not be written. Make room there, or name a copy with --data FILE.`,
      {
        cause,
      },
    );
  }
}

async function readIfThere(file: string): Promise<Uint8Array | undefined> {
  try {
    return await readFile(file);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}
