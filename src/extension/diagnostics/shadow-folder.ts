import { constants } from 'node:fs';
import { copyFile, mkdir, mkdtemp, readdir, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type ChangeSet, changeAt } from '../../engine/change/change-set.ts';
import type { ContentStore } from '../../engine/ports/content-store.ts';
import type { Workspace } from '../../engine/ports/workspace.ts';

/** A copy of a workspace on the disk, with a change set applied. Disposing removes it. */
export interface ShadowFolder extends AsyncDisposable {
  readonly root: string;
}

export type ShadowResult =
  | { readonly kind: 'made'; readonly folder: ShadowFolder }
  /** A full sentence. */
  | { readonly kind: 'refused'; readonly reason: string };

/**
 * Copies what belongs to the project (neither ignored nor secret files), with the contents of the change set in
 * their place. Folders of installed packages are not copied but linked: language servers find the types in them.
 */
export async function makeShadowFolder(
  workspace: Workspace,
  { changeSet, contents }: { readonly changeSet: ChangeSet; readonly contents: ContentStore },
  signal: AbortSignal,
): Promise<ShadowResult> {
  const files = await workspace.list(signal);
  const bytes = files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  if (files.length > maxFiles || bytes > maxBytes) return { kind: 'refused', reason: tooLarge };
  // Language servers report real paths; the temporary folder is a link on some systems.
  const parent = await realpath(await mkdtemp(path.join(tmpdir(), 'codeforge-shadow-')));
  const remove = () => rm(parent, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  const root = path.join(parent, path.basename(workspace.root));
  try {
    await mkdir(root);
    await linkPackages(workspace.root, root);
    const kept = files.filter(file => changeAt(changeSet, file.path) === undefined);
    for (let at = 0; at < kept.length; at += copiedAtOnce) {
      signal.throwIfAborted();
      const batch = kept.slice(at, at + copiedAtOnce);
      await Promise.all(batch.map(file => copy(workspace.root, root, file.path)));
    }
    for (const [file, { next }] of Object.entries(changeSet.files)) {
      if (next !== null) await write(path.join(root, file), contents.get(next));
    }
  } catch (error) {
    await remove();
    throw error;
  }
  return { kind: 'made', folder: { root, [Symbol.asyncDispose]: remove } };
}

async function copy(from: string, to: string, file: string): Promise<void> {
  const target = path.join(to, file);
  await mkdir(path.dirname(target), { recursive: true });
  try {
    await copyFile(path.join(from, file), target, constants.COPYFILE_FICLONE);
  } catch (error) {
    // It can vanish between the listing and the copying; the copy then is of the later moment.
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}

async function write(target: string, bytes: Uint8Array): Promise<void> {
  await mkdir(path.dirname(target), { recursive: true });
  await writeFile(target, bytes);
}

/** A junction needs no rights on Windows, and is an ordinary link elsewhere. */
async function linkPackages(from: string, to: string): Promise<void> {
  const entries = await readdir(from, { withFileTypes: true });
  const folders = entries.filter(entry => packageFolders.has(entry.name) && !entry.isFile());
  await Promise.all(
    folders.map(({ name }) => symlink(path.join(from, name), path.join(to, name), 'junction')),
  );
}

const packageFolders: ReadonlySet<string> = new Set(['node_modules', '.venv', 'venv', 'vendor', '.yarn']);

const tooLarge =
  'The workspace is too large to be copied for the language servers, so what is proposed is looked at once it is accepted.';
const maxFiles = 5_000;
const maxBytes = 64 * 1024 * 1024;
const copiedAtOnce = 32;
