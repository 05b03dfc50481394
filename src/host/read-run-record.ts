import type { JournalRecord } from '../engine/agents/agent-journal.ts';
import type { RunStore } from '../engine/ports/run-store.ts';
import type { StoredRunEvent } from '../engine/run/run-events.ts';
import { readStoredRun, type StoredRunDetail } from './read-stored-run.ts';

/** A stored run as it went: enough to tell its story again without the process that drove it. */
export interface RunRecord extends StoredRunDetail {
  readonly events: readonly RecordedEvent[];
  /** What models said, by visit, in their order. */
  readonly answers: readonly RecordedAnswer[];
  /** What agents handed in at the end of their visits. */
  readonly submissions: readonly RecordedSubmission[];
}

export interface RecordedEvent {
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly event: StoredRunEvent;
}

export interface RecordedAnswer {
  /** For example `code#1`. */
  readonly visit: string;
  readonly text: string;
}

export interface RecordedSubmission {
  readonly visit: string;
  /** As the agent's submit tool was called. */
  readonly submission: unknown;
}

/** Throws ForgeError `run.unknown`, or `snapshot.incompatible` for another version's. */
export function readRunRecord(store: RunStore, runId: string): RunRecord {
  const detail = readStoredRun(store, runId);
  const events = store
    .events(runId)
    .map(({ at, json }) => ({ at, event: JSON.parse(json) as StoredRunEvent }));
  const visits = events.flatMap(({ event }) =>
    event.type === 'phase.started' ? `${event.phase}#${event.visit}` : [],
  );
  const entries = [...new Set(visits)].flatMap(visit =>
    store.readJournal(runId, visit).map(({ json }) => ({ visit, entry: JSON.parse(json) as JournalRecord })),
  );
  return {
    ...detail,
    events,
    answers: entries.flatMap(({ visit, entry }) =>
      entry.kind === 'answer' ? [{ visit, text: entry.response.text }] : [],
    ),
    submissions: entries.flatMap(({ visit, entry }) =>
      entry.kind === 'acted' && entry.submission !== null ? [{ visit, submission: entry.submission }] : [],
    ),
  };
}
