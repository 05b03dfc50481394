import type { ContentStore } from './content-store.ts';

/**
 * Where runs live. Every method has returned only when its effect would survive the process being
 * killed, so a caller may rely on the order of its calls. Synchronous on purpose: a step of the machine
 * and its record cannot be torn apart.
 */
export interface RunStore {
  readonly contents: ContentStore;
  create(run: NewRun): void;
  /** One transaction: the new snapshot, the summary's changed fields and the events that led here. */
  saveStep(runId: string, step: RunStep): void;
  /** Undefined for an unknown id. */
  load(runId: string): StoredRun | undefined;
  /** Newest first. */
  list(query: RunQuery): readonly RunSummary[];
  /** For what happens between two steps. */
  appendEvent(runId: string, event: StoredEvent): void;
  /** In the order in which they were saved. */
  events(runId: string): readonly StoredEvent[];
  appendJournal(entry: JournalEntry): void;
  /** The entries of one visit of a phase, in the order in which they were appended. */
  readJournal(runId: string, visit: string): readonly JournalEntry[];
  /** Starts the record of a model call before it is sent; `settleCall` completes it. */
  openCall(call: ModelCallRecord): void;
  settleCall(runId: string, callId: string, outcome: ModelCallOutcome): void;
  calls(runId: string): readonly ModelCallRecord[];
  /**
   * Makes this process the one that drives the run. False when another process that still lives does.
   * The claim of a process that died counts for nothing.
   */
  claim(runId: string): boolean;
  release(runId: string): void;
  close(): void;
}

export interface NewRun {
  readonly id: string;
  readonly task: string;
  readonly workspaceRoot: string;
  readonly workflow: string;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
  /** Everything needed to build the same machine and ports again; JSON, opaque to the store. */
  readonly requestJson: string;
}

export interface RunStep {
  readonly at: number;
  readonly snapshotJson: string;
  readonly summary: RunSummaryFields;
  readonly events: readonly StoredEvent[];
}

export interface RunSummaryFields {
  /** Name of the machine's state, for example `execute` or `completed`. */
  readonly state: string;
  readonly outcome: RunOutcomeKind | null;
  readonly attempts: number;
  readonly repairs: number;
  /** Null while any call's cost is unknown. */
  readonly costUsd: number | null;
}

export type RunOutcomeKind = 'completed' | 'failed' | 'cancelled' | 'paused';

export interface RunSummary extends RunSummaryFields {
  readonly id: string;
  readonly task: string;
  readonly workspaceRoot: string;
  readonly workflow: string;
  readonly createdAt: number;
  readonly updatedAt: number;
}

export interface StoredRun extends RunSummary {
  readonly requestJson: string;
  /** Null when the process died before the first step. */
  readonly snapshotJson: string | null;
}

export interface StoredEvent {
  readonly at: number;
  readonly type: string;
  /** The whole event as JSON. */
  readonly json: string;
}

export interface RunQuery {
  readonly limit: number;
  readonly workspaceRoot?: string;
}

/** What an agent has done in a visit of its phase, so that another process can go on from there. */
export interface JournalEntry {
  readonly runId: string;
  /** Names one visit of a phase, for example `code#1`. */
  readonly visit: string;
  readonly json: string;
}

/** One row of the ledger. Open until settled: a call whose process died stays open and counts at its worst case. */
export interface ModelCallRecord {
  readonly runId: string;
  readonly callId: string;
  readonly phase: string;
  readonly agent: string;
  readonly model: string;
  readonly startedAt: number;
  /** What it may cost at most; null when the model's price is not known. */
  readonly worstCaseUsd: number | null;
  /** Null until settled. */
  readonly outcome: ModelCallOutcome | null;
}

export interface ModelCallOutcome {
  readonly durationMs: number;
  readonly inputTokens: number;
  readonly cacheReadTokens: number;
  readonly cacheWriteTokens: number;
  readonly outputTokens: number;
  readonly reasoningTokens: number;
  readonly costUsd: number | null;
  /** Where the figures come from. `estimated`: the stream broke before the vendor reported them. */
  readonly provenance: 'reported' | 'estimated' | 'replayed';
}
