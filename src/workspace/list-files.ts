import { isUtf8 } from 'node:buffer';
import { lstatSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { IsSecretPath } from '../engine/change/secret-path.ts';
import { ForgeError } from '../engine/forge-error.ts';
import type { WorkspaceFile } from '../engine/ports/workspace.ts';
import { excludedFolderArgs, isExcludedPath } from './excluded-path.ts';
import { mayRun } from './may-run.ts';
import { type FindRipgrep, ripgrep } from './ripgrep.ts';

export interface ListOptions {
  readonly find: FindRipgrep;
  readonly root: string;
  readonly ignoreArgs: readonly string[];
  readonly isSecret: IsSecretPath;
  readonly signal: AbortSignal;
}

/** See Workspace.list. Names that are no UTF-8, or that hold a backslash, cannot be said and are left out. */
export async function listFiles(options: ListOptions): Promise<readonly WorkspaceFile[]> {
  const { root, signal, isSecret } = options;
  const paths = (await listPaths(options)).filter(path => !isExcludedPath(path, isSecret)).sort();
  const files: WorkspaceFile[] = [];
  for (const [index, path] of paths.entries()) {
    if (index % batchSize === 0) {
      await setImmediate();
      signal.throwIfAborted();
    }
    const file = describeFile(root, path);
    if (file !== undefined) files.push(file);
  }
  return files;
}

/** What listing and searching have in common, so that both see the same files. */
export const commonArgs: readonly string[] = [
  '--no-config',
  '--no-messages',
  '--hidden',
  '--no-ignore-dot',
  ...excludedFolderArgs,
  ...(process.platform === 'win32' ? ['--path-separator', '/'] : []),
];

// Asking the system without waiting for another thread takes a quarter of the time. In between, others
// get their turn, and the signal is heard.
const batchSize = 64;

async function listPaths({ find, root, ignoreArgs, signal }: ListOptions): Promise<readonly string[]> {
  const args = [...commonArgs, ...ignoreArgs, '--files', '--null'];
  const complain = (complaint: string) =>
    new ForgeError(
      'workspace.unreadable',
      `The files of ${root} cannot be listed: ${complaint.split('\n')[0]}. Check the folder and its .gitignore files.`,
    );
  const chunks: Buffer[] = [];
  for await (const chunk of ripgrep({ find, args, cwd: root, signal, complain })) chunks.push(chunk);
  const output = Buffer.concat(chunks);
  const names = isUtf8(output) ? output.toString().split('\0') : sayableNames(output);
  return names.filter(name => name !== '' && !name.includes('\\'));
}

function sayableNames(output: Buffer): readonly string[] {
  const names: string[] = [];
  for (let start = 0; start < output.length; ) {
    const end = output.indexOf(0, start);
    const name = output.subarray(start, end === -1 ? output.length : end);
    if (isUtf8(name)) names.push(name.toString());
    start += name.length + 1;
  }
  return names;
}

/** Undefined for what is no ordinary file, or is gone by now. */
function describeFile(root: string, path: string): WorkspaceFile | undefined {
  try {
    const stats = lstatSync(join(root, path));
    if (!stats.isFile()) return undefined;
    return { path, sizeBytes: stats.size, executable: mayRun(stats) };
  } catch {
    return undefined;
  }
}
