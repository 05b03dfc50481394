import type { JournalRecord } from '../engine/agents/agent-journal.ts';
import type { RunStore, StreamTail } from '../engine/ports/run-store.ts';
import { readStoredRun, type StoredRunDetail } from './read-stored-run.ts';

/** A stored run as it went: enough to tell its story again without the process that drove it. */
export interface RunRecord extends StoredRunDetail {
  /** The end of what models thought and said and programs printed, by visit. */
  readonly tails: readonly StreamTail[];
  /** What agents handed in at the end of their visits. */
  readonly submissions: readonly RecordedSubmission[];
}

export interface RecordedSubmission {
  /** For example `code#1`. */
  readonly visit: string;
  /** As the agent's submit tool was called. */
  readonly submission: unknown;
}

/** Throws ForgeError `run.unknown`, or `snapshot.incompatible` for another version's. */
export function readRunRecord(store: RunStore, runId: string): RunRecord {
  const detail = readStoredRun(store, runId);
  const visits = detail.events.flatMap(event =>
    event.type === 'phase.started' ? `${event.phase}#${event.visit}` : [],
  );
  const entries = [...new Set(visits)].flatMap(visit =>
    store.readJournal(runId, visit).map(({ json }) => ({ visit, entry: JSON.parse(json) as JournalRecord })),
  );
  return {
    ...detail,
    tails: store.tails(runId),
    submissions: entries.flatMap(({ visit, entry }) =>
      entry.kind === 'acted' && entry.submission !== null ? [{ visit, submission: entry.submission }] : [],
    ),
  };
}
