import type { ContentHash, ContentStore } from '../ports/content-store.ts';
import type { Workspace } from '../ports/workspace.ts';
import { type ChangeSet, changeAt, changeSetOf, type FileChange } from './change-set.ts';

/**
 * The workspace as it would look with a change set applied. Agents work on this; the folder itself is
 * only read. Paths must be canonical (see parseWorkspacePath).
 */
export interface Overlay {
  changeSet(): ChangeSet;
  /** Undefined where there is no file. */
  read(path: string): Promise<Uint8Array | undefined>;
  write(path: string, bytes: Uint8Array): Promise<void>;
  /** False when there was no such file. */
  delete(path: string): Promise<boolean>;
  /** False when there is no file to move, or one in the way. */
  move(from: string, to: string): Promise<boolean>;
  /** Paths of all files, sorted. */
  list(signal: AbortSignal): Promise<readonly string[]>;
  /** Bytes by path, without reading the folder's files. */
  sizes(signal: AbortSignal): Promise<ReadonlyMap<string, number>>;
  isExecutable(path: string): Promise<boolean>;
}

export interface OverlaySources {
  readonly workspace: Workspace;
  readonly contents: ContentStore;
}

export function createOverlay(sources: OverlaySources, start: ChangeSet): Overlay {
  const { workspace, contents } = sources;
  let changes = start;
  // The listing, not what it brings: many who ask at once shall not each list the folder.
  let executables: Promise<ReadonlyMap<string, boolean>> | undefined;

  const read = async (path: string): Promise<Uint8Array | undefined> => {
    const change = changeAt(changes, path);
    if (change === undefined) return workspace.read(path);
    return change.next === null ? undefined : contents.get(change.next);
  };

  const isExecutable = async (path: string): Promise<boolean> => {
    const change = changeAt(changes, path);
    if (change !== undefined && change.next !== null) return change.executable;
    executables ??= listExecutables(workspace);
    return (await executables).get(path) ?? false;
  };

  const change = async (path: string, next: Omit<FileChange, 'base'>): Promise<void> => {
    const known = changeAt(changes, path);
    const base = known === undefined ? await baseOf(path) : known.base;
    changes = changeSetOf({ ...changes.files, [path]: { base, ...next } }, contents);
  };

  const baseOf = async (path: string): Promise<ContentHash | null> => {
    const bytes = await workspace.read(path);
    return bytes === undefined ? null : contents.put(bytes);
  };

  return {
    changeSet: () => changes,
    read,
    isExecutable,
    async write(path, bytes) {
      const movedFrom = changeAt(changes, path)?.movedFrom;
      const executable = await isExecutable(path);
      await change(path, { next: contents.put(bytes), executable, ...(movedFrom && { movedFrom }) });
    },
    async delete(path) {
      if ((await read(path)) === undefined) return false;
      await change(path, { next: null, executable: await isExecutable(path) });
      return true;
    },
    async move(from, to) {
      const bytes = await read(from);
      if (bytes === undefined || (await read(to)) !== undefined) return false;
      const executable = await isExecutable(from);
      const movedFrom = changeAt(changes, from)?.movedFrom ?? from;
      await change(from, { next: null, executable: false });
      await change(to, { next: contents.put(bytes), executable, ...(movedFrom !== to && { movedFrom }) });
      return true;
    },
    async list(signal) {
      const paths = new Set((await workspace.list(signal)).map(file => file.path));
      for (const [path, { next }] of Object.entries(changes.files)) {
        if (next === null) paths.delete(path);
        else paths.add(path);
      }
      return [...paths].sort();
    },
    async sizes(signal) {
      const sizes = new Map((await workspace.list(signal)).map(file => [file.path, file.sizeBytes]));
      for (const [path, { next }] of Object.entries(changes.files)) {
        if (next === null) sizes.delete(path);
        else sizes.set(path, contents.get(next).length);
      }
      return sizes;
    },
  };
}

async function listExecutables(workspace: Workspace): Promise<ReadonlyMap<string, boolean>> {
  const files = await workspace.list(neverAborted);
  return new Map(files.map(({ path, executable }) => [path, executable]));
}

const neverAborted = new AbortController().signal;
