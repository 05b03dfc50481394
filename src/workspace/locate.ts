import { lstatSync, realpathSync, type Stats, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { isSecretPath } from '../engine/change/secret-path.ts';
import { parseWorkspacePath } from '../engine/change/workspace-path.ts';
import { systemCode } from './system-refusal.ts';
import { workspaceGone } from './workspace-gone.ts';

/** Where a path of the workspace really is, links being followed as long as they stay inside. */
export type Place =
  | {
      readonly kind: 'file' | 'directory';
      /** Free of links. */
      readonly target: string;
      /** What the path names: the link, where there is one. */
      readonly entry: string;
      readonly stats: Stats;
    }
  | {
      readonly kind: 'absent';
      /** Where it would be. */
      readonly target: string;
      /** The deepest folder above it that exists. */
      readonly folder: string;
      /** A file that stands where the target needs a folder. */
      readonly blocker?: string;
    }
  /** A link that leads nowhere, a pipe, a socket or a device. */
  | { readonly kind: 'special' }
  /** A link leads out of the workspace, or to where nobody may look. The reason is a full sentence. */
  | { readonly kind: 'refused'; readonly reason: string };

/**
 * Looks a canonical path up, part by part. `root` must be free of links; throws `workspace.unreadable` when it is not
 * there any more. Does not wait for another thread: the system answers from memory as a rule, and with ten thousand
 * files the waiting would take seconds.
 */
export function locate(root: string, path: string): Place {
  const parts = path.split('/');
  let folder = root;
  for (const [index, part] of parts.entries()) {
    const rest = parts.slice(index + 1);
    const found = lookUp({ root, path, entry: join(folder, part) });
    if (found === undefined) {
      // Else all of its files would pass for deleted.
      if (folder === root && !isFolder(root)) throw workspaceGone(root);
      return { kind: 'absent', target: join(folder, part, ...rest), folder };
    }
    if ('kind' in found) return found;
    const { target, stats } = found;
    if (rest.length === 0) return placeOf(join(folder, part), found);
    if (!stats.isDirectory()) {
      return { kind: 'absent', target: join(target, ...rest), folder, blocker: target };
    }
    folder = target;
  }
  throw new Error('A workspace path has at least one part.');
}

function isFolder(path: string): boolean {
  return ifThere(() => statSync(path))?.isDirectory() ?? false;
}

/** Whether an absolute path without links is the root or below it. */
export function isInside(root: string, target: string): boolean {
  return target === root || target.startsWith(root.endsWith(sep) ? root : root + sep);
}

interface Found {
  readonly target: string;
  readonly stats: Stats;
}

function placeOf(entry: string, { target, stats }: Found): Place {
  if (stats.isFile()) return { kind: 'file', target, entry, stats };
  if (stats.isDirectory()) return { kind: 'directory', target, entry, stats };
  return { kind: 'special' };
}

type Refused = Extract<Place, { kind: 'special' | 'refused' }>;

function lookUp(query: { root: string; path: string; entry: string }): Found | Refused | undefined {
  const { root, path, entry } = query;
  const stats = ifThere(() => lstatSync(entry, { throwIfNoEntry: false }));
  if (!stats?.isSymbolicLink()) return stats && { target: entry, stats };
  const target = ifThere(() => realpathSync(entry));
  if (target === undefined) return { kind: 'special' };
  const reason = reasonAgainst(root, path, target);
  return reason === undefined ? { target, stats: statSync(target) } : { kind: 'refused', reason };
}

function ifThere<T>(ask: () => T): T | undefined {
  try {
    return ask();
  } catch (error) {
    if (['ENOENT', 'ENOTDIR', 'ELOOP'].includes(systemCode(error) ?? '')) return undefined;
    throw error;
  }
}

function reasonAgainst(root: string, path: string, target: string): string | undefined {
  if (!isInside(root, target)) {
    return `${path} leads out of the workspace through a symbolic link. Only files inside the workspace can be used.`;
  }
  const inner = relative(root, target).split(sep).join('/');
  if (inner === '') return undefined;
  const parsed = parseWorkspacePath(inner);
  if (parsed.kind === 'refused')
    return `${path} is a symbolic link that may not be followed. ${parsed.reason}`;
  if (!isSecretPath(inner)) return undefined;
  return `${path} is a symbolic link to ${inner}, where secrets are kept. Use another file.`;
}
