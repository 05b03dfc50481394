import { type ChangeSet, changeAt } from '../change/change-set.ts';
import type { Overlay } from '../change/overlay.ts';
import { ForgeError } from '../forge-error.ts';
import type { Sandbox, SandboxFile, SandboxUpdate } from '../ports/sandbox.ts';
import { largestParts, type Part } from './largest-parts.ts';

/** Keeps a sandbox's work folder equal to an overlay: everything once, afterwards only what changed. */
export interface SandboxCopy {
  sync(overlay: Overlay, signal: AbortSignal): Promise<void>;
}

export function createSandboxCopy(sandbox: Sandbox): SandboxCopy {
  let synced: ChangeSet | undefined;
  return {
    async sync(overlay, signal) {
      const wanted = overlay.changeSet();
      if (synced?.hash === wanted.hash) return;
      const update =
        synced === undefined ? await everything(overlay, signal) : await difference(overlay, synced);
      await sandbox.write(update, signal);
      synced = wanted;
    },
  };
}

async function everything(overlay: Overlay, signal: AbortSignal): Promise<SandboxUpdate> {
  refuseTooLarge(await overlay.sizes(signal));
  const files: SandboxFile[] = [];
  let readBytes = 0;
  const paths = await overlay.list(signal);
  for (let at = 0; at < paths.length; at += readAtOnce) {
    signal.throwIfAborted();
    const batch = await Promise.all(paths.slice(at, at + readAtOnce).map(path => readFile(overlay, path)));
    // A file can vanish between the listing and the reading; the copy then is of the later moment.
    files.push(...batch.flatMap(file => file ?? []));
    readBytes += batch.reduce((sum, file) => sum + (file?.bytes.length ?? 0), 0);
    // A file can have grown since it was listed.
    if (readBytes > maxCopyBytes) refuseTooLarge(sizesOf(files));
  }
  return { files, deleted: [] };
}

async function difference(overlay: Overlay, synced: ChangeSet): Promise<SandboxUpdate> {
  const wanted = overlay.changeSet();
  const touched = new Set([...Object.keys(synced.files), ...Object.keys(wanted.files)]);
  const changed = [...touched].filter(path => !isSame(changeAt(synced, path), changeAt(wanted, path)));
  const read = await Promise.all(changed.map(async path => ({ path, file: await readFile(overlay, path) })));
  return {
    files: read.flatMap(({ file }) => file ?? []),
    deleted: read.filter(({ file }) => file === undefined).map(({ path }) => path),
  };
}

function isSame(
  a: ChangeSet['files'][string] | undefined,
  b: ChangeSet['files'][string] | undefined,
): boolean {
  return a?.next === b?.next && a?.executable === b?.executable;
}

async function readFile(overlay: Overlay, path: string): Promise<SandboxFile | undefined> {
  const bytes = await overlay.read(path);
  return bytes && { path, bytes, executable: await overlay.isExecutable(path) };
}

// A disk answers several questions in the time of one; more would only fill memory.
const readAtOnce = 32;

// The copy lives in memory-backed folders on both backends.
const maxCopyBytes = 128 * 1024 * 1024;

function sizesOf(files: readonly SandboxFile[]): ReadonlyMap<string, number> {
  return new Map(files.map(({ path, bytes }) => [path, bytes.length]));
}

/** Throws ForgeError `sandbox.unavailable` that names what takes the room. */
function refuseTooLarge(sizes: ReadonlyMap<string, number>): void {
  const totalBytes = [...sizes.values()].reduce((sum, bytes) => sum + bytes, 0);
  if (totalBytes <= maxCopyBytes) return;
  const largest = largestParts(sizes, 3).map(describePart).join(', ');
  throw new ForgeError(
    'sandbox.unavailable',
    `The workspace has ${megabytes(totalBytes)}, which is larger than the 128 MB that a sandbox copy may hold. The largest parts are ${largest}. Add what the check does not need to .gitignore, or open a smaller folder.`,
  );
}

function describePart({ path, bytes }: Part): string {
  return `${path} (${megabytes(bytes)})`;
}

function megabytes(bytes: number): string {
  return `${Math.ceil(bytes / 1024 / 1024).toLocaleString('en-US')} MB`;
}
