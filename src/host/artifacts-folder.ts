import { mkdir, readdir, realpath, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { makeFolder } from '../bench/make-folder.ts';
import { ForgeError } from '../engine/forge-error.ts';
import type { SandboxArtifacts } from '../engine/ports/sandbox.ts';
import type { Workspace } from '../engine/ports/workspace.ts';

/** Where artifacts go that somebody has asked for: files that code nobody trusts has made. */
export interface ArtifactsFolder {
  /**
   * Writes them below the folder, or below `part` of it, and returns what became of them as full sentences. Never
   * writes over anything, follows no links, and makes nothing executable. Throws ForgeError `config.invalid` where
   * the disk refuses it.
   */
  save(artifacts: SandboxArtifacts, part?: string): Promise<readonly string[]>;
}

/**
 * Makes the folder, which must be new or empty. One inside the workspace must be ignored there, or the artifacts would
 * be part of the project and of its next copy. Throws ForgeError `config.invalid`.
 */
export async function openArtifactsFolder(
  directory: string,
  workspace: Workspace | undefined,
): Promise<ArtifactsFolder> {
  const root = path.resolve(directory);
  if (workspace !== undefined) await refuseInside(workspace, root);
  const names = await openFolder(root);
  if (names.length > 0) {
    throw invalid(
      `The folder ${root} for artifacts is not empty, and nothing in it may be lost. Name a new one.`,
    );
  }
  return { save: (artifacts, part = '') => saveBelow(path.join(root, part), artifacts) };
}

async function openFolder(root: string): Promise<readonly string[]> {
  try {
    await makeFolder(root);
    return await readdir(root);
  } catch (cause) {
    throw invalid(`The folder ${root} for artifacts cannot be made or read. Name another one.`, cause);
  }
}

async function refuseInside(workspace: Workspace, root: string): Promise<void> {
  const [inner, outer] = await Promise.all([realPlace(root), realPlace(workspace.root)]);
  const relative = path.relative(outer, inner);
  if (relative.startsWith('..') || path.isAbsolute(relative)) return;
  // A name in it, since a pattern may be meant for folders only.
  const isIgnored =
    relative !== '' && (await workspace.isHidden(`${relative.split(path.sep).join('/')}/artifact`));
  if (isIgnored) return;
  throw invalid(
    `The folder ${root} for artifacts is part of the workspace. Name one outside, or have .gitignore leave it out.`,
  );
}

/** Where it is, or would be: what is there already may be behind a link. */
async function realPlace(place: string): Promise<string> {
  try {
    return await realpath(place);
  } catch (error) {
    const parent = path.dirname(place);
    if (parent === place) throw error;
    return path.join(await realPlace(parent), path.basename(place));
  }
}

async function saveBelow(folder: string, { files, leftOut }: SandboxArtifacts): Promise<readonly string[]> {
  if (files.length === 0 && leftOut.length === 0)
    return ['There are no artifacts: nothing was made or changed.'];
  const refused: string[] = [];
  for (const { path: name, bytes } of files) {
    const target = path.join(folder, ...name.split('/'));
    if (process.platform === 'win32' && unusableOnWindows.test(name)) {
      refused.push(`${JSON.stringify(name)} was left out: Windows has no such names.`);
      continue;
    }
    try {
      await mkdir(path.dirname(target), { recursive: true });
      // Nothing is there yet: two names may be the same to this disk.
      await writeFile(target, bytes, { flag: 'wx', mode: 0o644 });
    } catch (cause) {
      if (!isClash(cause))
        throw invalid(`The artifacts cannot be written to ${folder}. Check the disk.`, cause);
      refused.push(`${JSON.stringify(name)} was left out: to this disk it is the same as another one.`);
    }
  }
  const count = files.length - refused.length;
  return [`Saved ${count} artifact${count === 1 ? '' : 's'} in ${folder}.`, ...leftOut, ...refused];
}

function isClash(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return code === 'EEXIST' || code === 'ENOTDIR' || code === 'EISDIR' || code === 'ENAMETOOLONG';
}

// Devices, streams, drives, and endings that the system takes off.
const unusableOnWindows =
  /[<>:"\\|?*\p{Cc}]|(?:^|\/)(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|\/|$)|[. ](?:\/|$)/iu;

function invalid(message: string, cause?: unknown): ForgeError {
  return new ForgeError('config.invalid', message, { cause });
}
