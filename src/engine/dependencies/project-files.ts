import { decodeText } from '../change/text-content.ts';
import type { SandboxFile } from '../ports/sandbox.ts';

/** A project's files: those of the workspace, or as they are with a change. */
export interface ProjectFiles {
  readonly paths: readonly string[];
  /** Undefined where there is no such file. */
  read(path: string): Promise<Uint8Array | undefined>;
}

/** Only what is listed: what is hidden from models stays out of the set-up step as well. */
export async function fileAt(project: ProjectFiles, path: string): Promise<SandboxFile | undefined> {
  if (!project.paths.includes(path)) return undefined;
  const bytes = await project.read(path);
  return bytes && { path, bytes, executable: false };
}

/** Empty for a file that is no text. */
export function textOf({ bytes }: SandboxFile): string {
  return decodeText(bytes) ?? '';
}
