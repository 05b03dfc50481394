import { chmod, lstat, mkdir, mkdtemp, readdir, realpath, rm } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { visibleWorkFolder } from './work-path.ts';

/** The folders of one sandbox, all below one temporary folder that goes with it. */
export interface SandboxFolders {
  readonly root: string;
  /** The copy of the workspace. */
  readonly work: string;
  /** For the programs' own temporary files. */
  readonly temporary: string;
  /** Where test reports are written, under names that no program knows. */
  readonly reports: string;
  /** Deno's own; no program may read or write it. */
  readonly deno: string;
}

export async function makeSandboxFolders(parent: string, runId: string): Promise<SandboxFolders> {
  const name = `${folderPrefix}${process.pid}-${runId.replaceAll(/[^\w-]/gu, '_').slice(0, 64)}-`;
  // Resolved, since Deno shows and checks paths that way: macOS has its temporary folder behind a link.
  const root = await realpath(await mkdtemp(path.join(parent, name)));
  const below = (part: string) => path.join(root, part);
  const folders = {
    root,
    work: below('work'),
    temporary: below('tmp'),
    reports: below('reports'),
    deno: below('deno'),
  };
  for (const folder of [folders.work, folders.temporary, folders.reports, folders.deno]) {
    await mkdir(folder);
  }
  return folders;
}

/** Then the id of the process that made it, the run's id and something random. */
export const folderPrefix = 'codeforge-embedded-';

/** Programs may write to these two, so they may also remove them, lock them, or put a file in their place. */
export async function restoreFolders({ work, temporary }: SandboxFolders): Promise<void> {
  for (const folder of [work, temporary]) {
    const stats = await lstat(folder).catch(() => undefined);
    if (stats?.isDirectory() && (stats.mode & 0o700) === 0o700) continue;
    if (stats?.isDirectory()) {
      await chmod(folder, 0o700);
      continue;
    }
    await rm(folder, { force: true });
    await mkdir(folder);
  }
}

export async function removeSandboxFolders({ root }: Pick<SandboxFolders, 'root'>): Promise<void> {
  await unlocking(root, () => removeTree(root));
}

/** Does the work, if need be once more after the folders that a program has locked are open again. */
export async function unlocking<T>(folder: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'EACCES' && code !== 'EPERM') throw error;
    await unlock(folder);
    return await work();
  }
}

async function removeTree(root: string): Promise<void> {
  // Windows lets go of a killed process's files a moment later.
  await rm(root, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
}

async function unlock(folder: string): Promise<void> {
  await chmod(folder, 0o700);
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const full = path.join(folder, entry.name);
    if (entry.isDirectory()) await unlock(full);
    if (entry.isFile()) await chmod(full, 0o600);
  }
}

/** What stands in for the real paths in everything that programs print. */
export function visiblePaths({ work, temporary }: SandboxFolders): ReadonlyMap<string, string> {
  return new Map([...spellings(work, visibleWorkFolder), ...spellings(temporary, '/tmp')]);
}

/** As the system writes it, and as it stands in a URL. */
function spellings(folder: string, visible: string): readonly (readonly [string, string])[] {
  const url = pathToFileURL(folder);
  return [
    [folder, visible],
    [url.href, `file://${visible}`],
    [url.pathname, visible],
  ];
}
