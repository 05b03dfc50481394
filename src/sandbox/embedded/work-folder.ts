import { hash } from 'node:crypto';
import { chmodSync, lstatSync, readFileSync, writeFileSync } from 'node:fs';
import { lstat, mkdir, readdir, readFile, rm, rmdir } from 'node:fs/promises';
import path from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { SandboxArtifacts, SandboxFile, SandboxUpdate } from '../../engine/ports/sandbox.ts';
import { ArtifactCollector } from '../artifact-collector.ts';
import { assertSandboxPath } from '../sandbox-path.ts';
import type { PlanningFolder } from './plan-command.ts';
import type { JobFile } from './runtime/python-job.ts';

/**
 * The sandbox's copy of the workspace, a folder on the host. Programs have written to it, so nothing here
 * follows a symbolic link. Paths are relative, with `/`.
 */
export class WorkFolder implements PlanningFolder {
  readonly root: string;
  /** What came from outside, to tell it from what programs have made of it. */
  readonly #written = new Map<string, string>();

  constructor(root: string) {
    this.root = root;
  }

  async update({ files, deleted }: SandboxUpdate, signal: AbortSignal): Promise<void> {
    for (const name of [...deleted, ...files.map(file => file.path)]) {
      assertSandboxPath(name);
    }
    for (const name of deleted) {
      signal.throwIfAborted();
      this.#written.delete(name);
      await this.remove(name);
      await this.#removeEmptyAbove(name);
    }
    for (const folder of new Set(files.map(file => path.posix.dirname(file.path)))) {
      await this.makeFolder(folder);
    }
    for (const [index, file] of files.entries()) {
      await breathe(index);
      signal.throwIfAborted();
      await this.#put(file);
      this.#written.set(file.path, digest(file.bytes));
    }
  }

  /** What programs have made or changed, but for packages. */
  async artifacts(maxBytes: number, signal: AbortSignal): Promise<SandboxArtifacts> {
    const collector = new ArtifactCollector(maxBytes);
    const { files, others } = await this.#walk('');
    for (const name of others.filter(isOwnWork)) {
      collector.leaveOut(name, 'it is a link or a special file');
    }
    for (const [index, name] of files.filter(isOwnWork).entries()) {
      await breathe(index);
      signal.throwIfAborted();
      const file = this.#absolute(name);
      const { size, mode } = lstatSync(file);
      if (size > maxBytes) {
        collector.leaveOut(name, 'it is larger than all that may be fetched');
        continue;
      }
      const bytes = readFileSync(file);
      if (this.#written.get(name) === digest(bytes)) continue;
      collector.add({ path: name, bytes, executable: (mode & 0o100) !== 0 });
    }
    return collector.end();
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

  /** Everything that is there, for an interpreter that keeps files in memory; undefined when it is more than that. */
  async load(maxBytes: number): Promise<LoadedFolder | undefined> {
    const { folders, files } = await this.#walk('');
    const loaded: JobFile[] = [];
    let spareBytes = maxBytes;
    for (const [index, name] of files.entries()) {
      await breathe(index);
      const file = this.#absolute(name);
      const { mtimeMs, size } = lstatSync(file);
      spareBytes -= size;
      if (spareBytes < 0) return undefined;
      loaded.push({ path: name, bytes: readFileSync(file), modifiedMs: Math.floor(mtimeMs) });
    }
    return { folders, files: loaded };
  }

  async #put({ path: name, bytes, executable }: SandboxFile): Promise<void> {
    const target = this.#absolute(name);
    const stats = lstatSync(target, { throwIfNoEntry: false });
    // A file of several names would change under all of them.
    const isPlain = stats === undefined || (stats.isFile() && stats.nlink === 1);
    if (!isPlain) await rm(target, { recursive: true });
    writeFileSync(target, bytes);
    chmodSync(target, executable ? 0o755 : 0o644);
  }

  async #removeEmptyAbove(name: string): Promise<void> {
    const above = path.posix.dirname(name);
    if (above === '.' || !(await this.isFolder(above)) || (await this.names(above)).length > 0) return;
    await rmdir(this.#absolute(above));
    await this.#removeEmptyAbove(above);
  }

  async #walk(folder: string): Promise<WalkedFolder> {
    const found: WalkedFolder = { folders: [], files: [], others: [] };
    for (const entry of await readdir(this.#absolute(folder), { withFileTypes: true })) {
      const name = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (entry.isFile()) found.files.push(name);
      else if (!entry.isDirectory()) found.others.push(name);
      if (!entry.isDirectory()) continue;
      const below = await this.#walk(name);
      found.folders.push(name, ...below.folders);
      found.files.push(...below.files);
      found.others.push(...below.others);
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

interface WalkedFolder {
  readonly folders: string[];
  readonly files: string[];
  /** Links, pipes and sockets. */
  readonly others: string[];
}

const isOwnWork = (name: string) => !name.startsWith('node_modules/');

const digest = (bytes: Uint8Array) => hash('sha256', bytes, 'base64');

interface LoadedFolder {
  readonly folders: readonly string[];
  readonly files: readonly JobFile[];
}

type FileKind = 'file' | 'folder' | 'other';

/**
 * Many small files are read and written ten times as fast without a promise each. Now and then others have
 * their turn.
 */
async function breathe(index: number): Promise<void> {
  if (index % 128 === 127) await setImmediate();
}

function ifMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return undefined;
  throw error;
}
