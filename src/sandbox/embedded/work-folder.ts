import { chmod, lstat, mkdir, readdir, readFile, rm, rmdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { SandboxFile, SandboxUpdate } from '../../engine/ports/sandbox.ts';
import { assertSandboxPath } from '../sandbox-path.ts';
import type { PlanningFolder } from './plan-command.ts';
import type { JobFile } from './runtime/python-job.ts';

/**
 * The sandbox's copy of the workspace, a folder on the host. Programs have written to it, so nothing here
 * follows a symbolic link. Paths are relative, with `/`.
 */
export class WorkFolder implements PlanningFolder {
  readonly root: string;

  constructor(root: string) {
    this.root = root;
  }

  async update({ files, deleted }: SandboxUpdate, signal: AbortSignal): Promise<void> {
    for (const name of [...deleted, ...files.map(file => file.path)]) {
      assertSandboxPath(name);
    }
    for (const name of deleted) {
      signal.throwIfAborted();
      await this.remove(name);
      await this.#removeEmptyAbove(name);
    }
    for (const folder of new Set(files.map(file => path.posix.dirname(file.path)))) {
      await this.makeFolder(folder);
    }
    await inBatches(files, async file => {
      signal.throwIfAborted();
      await this.#put(file);
    });
  }

  async write(file: SandboxFile): Promise<void> {
    await this.makeFolder(path.posix.dirname(file.path));
    await this.#put(file);
  }

  /** A file in the way gives way. */
  async makeFolder(name: string): Promise<void> {
    if (name === '.') return;
    await this.makeFolder(path.posix.dirname(name));
    const kind = await this.#kind(name);
    if (kind === 'folder') return;
    if (kind !== undefined) await rm(this.#absolute(name), { force: true });
    await mkdir(this.#absolute(name), { recursive: true });
  }

  /** Removes a file, or a folder with all that is in it. */
  async remove(name: string): Promise<void> {
    if (!(await this.#isReachable(name))) return;
    await rm(this.#absolute(name), { recursive: true, force: true });
  }

  async isFile(name: string): Promise<boolean> {
    return (await this.#reachableKind(name)) === 'file';
  }

  async isFolder(name: string): Promise<boolean> {
    return name === '' || (await this.#reachableKind(name)) === 'folder';
  }

  async read(name: string): Promise<Uint8Array | undefined> {
    return (await this.isFile(name)) ? await readFile(this.#absolute(name)) : undefined;
  }

  async readText(name: string): Promise<string | undefined> {
    const bytes = await this.read(name);
    return bytes === undefined ? undefined : new TextDecoder().decode(bytes);
  }

  /** Names in a folder, sorted. */
  async names(folder: string): Promise<readonly string[]> {
    return (await readdir(this.#absolute(folder))).sort();
  }

  async list(): Promise<readonly string[]> {
    return (await this.#walk('')).files.sort();
  }

  /** Everything that is there, for an interpreter that keeps files in memory. */
  async load(): Promise<{ readonly folders: readonly string[]; readonly files: readonly JobFile[] }> {
    const { folders, files } = await this.#walk('');
    const loaded = await inBatches(files, async name => {
      const { mtimeMs } = await lstat(this.#absolute(name));
      return { path: name, bytes: await readFile(this.#absolute(name)), modifiedMs: Math.floor(mtimeMs) };
    });
    return { folders, files: loaded };
  }

  async #put({ path: name, bytes, executable }: SandboxFile): Promise<void> {
    const target = this.#absolute(name);
    const kind = await this.#kind(name);
    if (kind === 'folder' || kind === 'other') await rm(target, { recursive: true });
    await writeFile(target, bytes);
    await chmod(target, executable ? 0o755 : 0o644);
  }

  async #removeEmptyAbove(name: string): Promise<void> {
    const above = path.posix.dirname(name);
    if (above === '.' || !(await this.isFolder(above)) || (await this.names(above)).length > 0) return;
    await rmdir(this.#absolute(above));
    await this.#removeEmptyAbove(above);
  }

  async #walk(folder: string): Promise<{ folders: string[]; files: string[] }> {
    const found: { folders: string[]; files: string[] } = { folders: [], files: [] };
    for (const entry of await readdir(this.#absolute(folder), { withFileTypes: true })) {
      const name = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (entry.isFile()) found.files.push(name);
      if (!entry.isDirectory()) continue;
      const below = await this.#walk(name);
      found.folders.push(name, ...below.folders);
      found.files.push(...below.files);
    }
    return found;
  }

  async #reachableKind(name: string): Promise<FileKind | undefined> {
    return (await this.#isReachable(name)) ? await this.#kind(name) : undefined;
  }

  /** Whether every folder above is one, and not a link to somewhere else. */
  async #isReachable(name: string): Promise<boolean> {
    const above = path.posix.dirname(name);
    if (above === '.') return true;
    return (await this.#kind(above)) === 'folder' && (await this.#isReachable(above));
  }

  async #kind(name: string): Promise<FileKind | undefined> {
    const stats = await lstat(this.#absolute(name)).catch(ifMissing);
    if (stats === undefined) return undefined;
    if (stats.isFile()) return 'file';
    return stats.isDirectory() ? 'folder' : 'other';
  }

  #absolute(name: string): string {
    if (name === '') return this.root;
    assertSandboxPath(name);
    // To Windows these separate folders, drives and streams.
    if (process.platform === 'win32' && /[\\:]/u.test(name)) {
      throw new Error(`The path ${JSON.stringify(name)} cannot exist on Windows.`);
    }
    return path.join(this.root, name);
  }
}

type FileKind = 'file' | 'folder' | 'other';

const batchSize = 32;

async function inBatches<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<readonly R[]> {
  const results: R[] = [];
  for (let at = 0; at < items.length; at += batchSize) {
    results.push(...(await Promise.all(items.slice(at, at + batchSize).map(work))));
  }
  return results;
}

function ifMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return undefined;
  throw error;
}
