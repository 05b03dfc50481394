import type { Generated } from 'kysely';
import type { ModelCallOutcome, RunOutcomeKind, StreamName } from '../engine/ports/run-store.ts';

/** The tables as the newest migration leaves them. Columns carry the names of the port's fields. */
export interface StoreSchema {
  readonly runs: RunsTable;
  readonly events: EventsTable;
  readonly journal: JournalTable;
  readonly tails: TailsTable;
  readonly calls: CallsTable;
  readonly contents: ContentsTable;
  readonly claims: ClaimsTable;
  readonly checkpoints: CheckpointsTable;
  readonly checkpointFiles: CheckpointFilesTable;
  readonly checkpointContents: ContentsTable;
}

export interface RunsTable {
  readonly seq: Generated<number>;
  readonly id: string;
  readonly task: string;
  readonly workspaceRoot: string;
  readonly workflow: string;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly state: string;
  readonly outcome: RunOutcomeKind | null;
  readonly attempts: number;
  readonly repairs: number;
  readonly costUsd: number | null;
  readonly requestJson: string;
  readonly snapshotJson: string | null;
  readonly steps: number;
}

export interface EventsTable {
  readonly seq: Generated<number>;
  readonly runId: string;
  readonly at: number;
  readonly type: string;
  readonly json: string;
}

export interface JournalTable {
  readonly seq: Generated<number>;
  readonly runId: string;
  readonly visit: string;
  readonly json: string;
}

export interface TailsTable {
  readonly runId: string;
  readonly visit: string;
  readonly stream: StreamName;
  readonly text: string;
  readonly dropped: number;
}

/** A call's outcome is spread over the columns from `durationMs` on; `provenance` is null until it is settled. */
export interface CallsTable extends Nullable<ModelCallOutcome> {
  readonly seq: Generated<number>;
  readonly runId: string;
  readonly callId: string;
  readonly phase: string;
  readonly attempt: number;
  readonly agent: string;
  readonly model: string;
  readonly startedAt: number;
  readonly worstCaseUsd: number | null;
  readonly countedUsd: number;
  readonly countedTokens: number;
}

export interface ContentsTable {
  readonly hash: string;
  readonly bytes: Uint8Array;
}

/** Which process works at a run, and through which of its stores. */
export interface ClaimsTable {
  readonly runId: string;
  readonly pid: number;
  readonly birth: string;
  readonly holder: string;
}

export interface CheckpointsTable {
  readonly seq: Generated<number>;
  readonly runId: string;
  readonly task: string;
  readonly root: string;
  readonly createdAt: number;
  readonly updatedAt: number;
}

/** `before`, `held` and `after` are hashes of contents; null: not there. Of `held` the content is not kept. */
export interface CheckpointFilesTable {
  readonly runId: string;
  readonly path: string;
  readonly before: string | null;
  readonly held: string | null;
  readonly after: string | null;
  /** 0 or 1. */
  readonly executable: number;
}

type Nullable<T> = { readonly [K in keyof T]: T[K] | null };
