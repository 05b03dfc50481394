import type { Overlay } from '../change/overlay.ts';
import type { SandboxDependencies, SandboxLanguage } from '../ports/sandbox.ts';
import type { Workspace } from '../ports/workspace.ts';
import { findDependencies } from './find-dependencies.ts';
import type { ProjectFiles } from './project-files.ts';

/** The workspace as it is, for finding its lock file. */
export async function workspaceFiles(workspace: Workspace, signal: AbortSignal): Promise<ProjectFiles> {
  const paths = (await workspace.list(signal)).map(({ path }) => path);
  return { paths, read: path => workspace.read(path) };
}

export async function overlayFiles(overlay: Overlay, signal: AbortSignal): Promise<ProjectFiles> {
  return { paths: await overlay.list(signal), read: path => overlay.read(path) };
}

interface Wish {
  readonly project: ProjectFiles;
  readonly workspace: Workspace;
  readonly language: SandboxLanguage;
}

/**
 * What the change's lock file names; behind it, when the change touched that, what the workspace's own does:
 * a package more in the lock file must not cost all those that are installed.
 */
export async function wantedDependencies(
  { project, workspace, language }: Wish,
  signal: AbortSignal,
): Promise<readonly SandboxDependencies[]> {
  const wanted = await findDependencies(project, language);
  const untouched = await findDependencies(await workspaceFiles(workspace, signal), language);
  const found = [wanted, untouched].filter(lock => lock !== undefined);
  return isSame(wanted, untouched) ? found.slice(0, 1) : found;
}

function isSame(a: SandboxDependencies | undefined, b: SandboxDependencies | undefined): boolean {
  if (a === undefined || b === undefined) return false;
  return describe(a) === describe(b);
}

function describe({ files }: SandboxDependencies): string {
  const decoder = new TextDecoder();
  return JSON.stringify(files.map(({ path, bytes }) => [path, decoder.decode(bytes)]));
}
