import type { Clock } from '../engine/ports/clock.ts';
import type { Workspace, WorkspaceFile } from '../engine/ports/workspace.ts';

/**
 * The workspace with its last listing kept for a second: a run asks for it several times in a row, and each time
 * a process has to be started for it.
 */
export function withRecentListing(workspace: Workspace, clock: Pick<Clock, 'now'>): Workspace {
  let recent: { readonly files: readonly WorkspaceFile[]; readonly at: number } | undefined;
  return {
    root: workspace.root,
    read: path => workspace.read(path),
    readLatest: path => workspace.readLatest(path),
    isHidden: path => workspace.isHidden(path),
    search: (query, signal) => workspace.search(query, signal),
    async list(signal) {
      signal.throwIfAborted();
      const at = clock.now();
      if (recent === undefined || at - recent.at > recentMs)
        recent = { files: await workspace.list(signal), at };
      return recent.files;
    },
    async apply(operations) {
      try {
        await workspace.apply(operations);
      } finally {
        recent = undefined;
      }
    },
  };
}

const recentMs = 1000;
