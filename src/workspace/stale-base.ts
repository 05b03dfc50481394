import { ForgeError } from '../engine/forge-error.ts';

/** The user's own edits win: a change made for other contents is not written over them. */
export function staleBase(paths: readonly string[]): ForgeError {
  const them = paths.length === 1 ? 'it' : 'them';
  return new ForgeError(
    'workspace.stale-base',
    `${namePaths(paths)} changed since the run read ${them}, so nothing was written. Undo your own changes there, or run the task again on them.`,
  );
}

/** Up to five paths as part of a sentence. */
export function namePaths(paths: readonly string[]): string {
  const shown = paths.slice(0, 5);
  if (paths.length > shown.length) return `${shown.join(', ')} and ${paths.length - shown.length} more`;
  return shown.length < 2 ? shown.join('') : `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}`;
}
