import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { PlannedWrite } from './apply-plan.ts';
import { temporaryName } from './temporary-name.ts';

/** New contents under temporary names. Disposing it removes those that were not put in place. */
export class StagedFiles implements AsyncDisposable {
  readonly #waiting = new Map<PlannedWrite, string>();

  /** Returns when the bytes are safe on the disk. */
  async add(write: PlannedWrite): Promise<void> {
    const file = join(write.staging, temporaryName());
    this.#waiting.set(write, file);
    await writeNew(file, write);
  }

  /** Each file changes at once: whoever reads it sees the old bytes or the new ones. */
  async putInPlace(): Promise<void> {
    for (const [write, file] of this.#waiting) {
      await mkdir(dirname(write.target), { recursive: true });
      await rename(file, write.target);
      this.#waiting.delete(write);
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const file of this.#waiting.values()) await rm(file, { force: true });
  }
}

async function writeNew(file: string, { bytes, executable, seen }: PlannedWrite): Promise<void> {
  // The process's umask takes away from these modes.
  await using handle = await open(file, 'wx', executable ? 0o777 : 0o666);
  if (seen !== null) {
    // Only the superuser can give files away, and must: the folder's owner would lose the file.
    const isForeign = process.getuid?.() === 0 && (seen.uid !== 0 || seen.gid !== 0);
    if (isForeign) await handle.chown(seen.uid, seen.gid);
    await handle.chmod((seen.mode & 0o7777) | (executable ? readersMayRun(seen.mode) : 0));
  }
  await handle.writeFile(bytes);
  await handle.sync();
}

function readersMayRun(mode: number): number {
  return (mode & 0o444) >> 2;
}
