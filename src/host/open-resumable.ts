import type { RunStore, RunSummary } from '../engine/ports/run-store.ts';
import { parseStoredRequest, type StoredRequest } from '../engine/run/run-session.ts';
import { type RunStanding, standingIn } from '../engine/run/run-standing.ts';

/** A stored run that has not ended. */
export interface ResumableRun extends RunSummary {
  /** As it was asked for. Its run may know it by another name. */
  readonly folder: string;
  /** What it waits for, or `work`: a process is at it; null: its process ended in the middle of it. */
  readonly awaiting: RunStanding['awaiting'] | 'work';
}

export type ListResumable = (folders: readonly string[]) => readonly ResumableRun[];

/**
 * The way to the runs of some folders that are paused, wait for a decision, are worked at or were killed, newest first.
 * It may be gone as often as something is written: of each run the workflow is read only once, as it stays the same.
 */
export function openResumable(store: RunStore): ListResumable {
  let known: ReadonlyMap<string, Workflow | undefined> = new Map();
  return folders => {
    const open = folders
      .flatMap(folder =>
        store.list({ limit: newest, workspaceRoot: folder }).map(summary => ({ ...summary, folder })),
      )
      .filter(({ outcome }) => outcome === null || outcome === 'paused')
      .sort((a, b) => b.updatedAt - a.updatedAt);
    known = new Map(open.map(({ id }) => [id, known.has(id) ? known.get(id) : workflowOf(id, store)]));
    return open.map(summary => ({ ...summary, awaiting: awaitingOf(summary, known.get(summary.id), store) }));
  };
}

type Workflow = Pick<StoredRequest, 'workflow'>;

/** What another version has stored is refused when it is taken up, and not before. */
function workflowOf(runId: string, store: RunStore): Workflow | undefined {
  const stored = parseStoredRequest(store.load(runId)?.requestJson ?? '{}');
  return stored && { workflow: stored.workflow };
}

function awaitingOf(
  { id, state }: RunSummary,
  workflow: Workflow | undefined,
  store: RunStore,
): ResumableRun['awaiting'] {
  const awaiting = workflow ? standingIn(state, workflow).awaiting : null;
  return awaiting ?? (store.isWorkedAt(id) ? 'work' : null);
}

const newest = 100;
