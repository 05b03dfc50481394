import { existsSync, realpathSync } from 'node:fs';
import type { RunStore, RunSummary } from '../engine/ports/run-store.ts';
import { parseStoredRequest } from '../engine/run/run-session.ts';
import { type RunStanding, standingIn } from '../engine/run/run-standing.ts';

/** A stored run that has not ended. */
export interface ResumableRun extends RunSummary {
  /** As it was asked for. Its run may know it by another name. */
  readonly folder: string;
  /** What it waits for, or `work`: a process is at it; null: its process ended in the middle of it. */
  readonly awaiting: RunStanding['awaiting'] | 'work';
}

/** Runs of these folders that are paused, wait for a decision, are worked at or were killed, newest first. */
export function listResumable(store: RunStore, folders: readonly string[]): readonly ResumableRun[] {
  return folders
    .flatMap(folder =>
      namesOf(folder)
        .flatMap(workspaceRoot => store.list({ limit: newest, workspaceRoot }))
        .map(summary => ({ ...summary, folder })),
    )
    .filter(({ outcome }) => outcome === null || outcome === 'paused')
    .sort((a, b) => b.updatedAt - a.updatedAt)
    .map(summary => ({ ...summary, awaiting: awaitingOf(summary, store) }));
}

/** A terminal knows a folder without the links and in the spelling of the disk, an editor as it was opened. */
function namesOf(folder: string): readonly string[] {
  return existsSync(folder) ? [...new Set([folder, realpathSync.native(folder)])] : [folder];
}

function awaitingOf({ id, state }: RunSummary, store: RunStore): ResumableRun['awaiting'] {
  const stored = parseStoredRequest(store.load(id)?.requestJson ?? '{}');
  // What another version has stored is refused when it is taken up, and not before.
  const awaiting = stored ? standingIn(state, stored).awaiting : null;
  return awaiting ?? (store.isWorkedAt(id) ? 'work' : null);
}

const newest = 100;
