import type { Clock } from '../engine/ports/clock.ts';
import type { Workspace, WorkspaceFile } from '../engine/ports/workspace.ts';

export interface RecentListingOptions {
  readonly clock: Pick<Clock, 'now'>;
  /** Ends the listing that is begun ahead. */
  readonly closing: AbortSignal;
}

type Listing =
  | { readonly kind: 'under-way'; readonly files: Promise<readonly WorkspaceFile[]> }
  | { readonly kind: 'done'; readonly files: readonly WorkspaceFile[]; readonly at: number };

/**
 * The workspace with its last listing kept for a second: a run asks for it several times in a row, and each time
 * a process has to be started for it. The first is begun at once, while the run gets ready.
 */
export function withRecentListing(workspace: Workspace, { clock, closing }: RecentListingOptions): Workspace {
  let changes = 0;
  const list = async (signal: AbortSignal) => {
    const [at, before] = [clock.now(), changes];
    const files = await workspace.list(signal);
    if (changes === before) latest = { kind: 'done', files, at };
    return files;
  };
  const ahead = list(closing);
  let latest: Listing | undefined = { kind: 'under-way', files: ahead };
  ahead.catch(() => {
    latest = undefined;
  });
  return {
    root: workspace.root,
    read: path => workspace.read(path),
    readLatest: path => workspace.readLatest(path),
    isExecutable: path => workspace.isExecutable(path),
    isHidden: path => workspace.isHidden(path),
    search: (query, signal) => workspace.search(query, signal),
    async list(signal) {
      signal.throwIfAborted();
      if (latest?.kind === 'under-way') return untilAborted(latest.files, signal);
      if (latest !== undefined && clock.now() - latest.at <= recentMs) return latest.files;
      return list(signal);
    },
    async apply(operations) {
      try {
        await workspace.apply(operations);
      } finally {
        changes += 1;
        latest = undefined;
      }
    },
  };
}

/** Whoever no longer waits for the listing leaves it to the others. */
async function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const aborted = Promise.withResolvers<never>();
  const abort = () => aborted.reject(signal.reason);
  signal.addEventListener('abort', abort, { once: true });
  try {
    return await Promise.race([work, aborted.promise]);
  } finally {
    signal.removeEventListener('abort', abort);
  }
}

const recentMs = 1000;
