import { foldName } from '../engine/change/fold-name.ts';
import type { IsSecretPath } from '../engine/change/secret-path.ts';
import { isTemporaryName } from './temporary-name.ts';

/** Whether a path is left out whatever the ignore rules say: Git's own, installed packages, secrets, half-written files. */
export function isExcludedPath(path: string, isSecret: IsSecretPath): boolean {
  const parts = path.split('/');
  return parts.some(part => excludedFolders.has(foldName(part)) || isTemporaryName(part)) || isSecret(path);
}

/** The same folders for ripgrep, so that it does not even enter them. */
export const excludedFolderArgs: readonly string[] = ['--iglob', '!.git', '--iglob', '!node_modules'];

const excludedFolders: ReadonlySet<string> = new Set(['.git', 'node_modules']);
