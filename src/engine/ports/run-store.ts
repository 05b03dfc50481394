import type { CheckpointStore } from './checkpoint-store.ts';
import type { ContentStore } from './content-store.ts';
import type { RunPage, RunSearch } from './run-search.ts';

/**
 * Where runs live. Every method has returned only when its effect would survive the process being
 * killed, so a caller may rely on the order of its calls. Synchronous on purpose: a step of the machine
 * and its record cannot be torn apart.
 */
export interface RunStore {
  readonly contents: ContentStore;
  readonly checkpoints: CheckpointStore;
  create(run: NewRun): void;
  /** One transaction: the new snapshot, the summary's changed fields and the events that led here. */
  saveStep(runId: string, step: RunStep): void;
  /** Undefined for an unknown id. */
  load(runId: string): StoredRun | undefined;
  /** Newest first. */
  list(query: RunQuery): readonly RunSummary[];
  /** One page of those that fit. Of runs that are equal in what they are sorted by, the newer one comes first. */
  search(search: RunSearch): RunPage;
  /** Every model that was ever asked in a run, sorted. */
  modelsAsked(): readonly string[];
  /** For what happens between two steps. */
  appendEvent(runId: string, event: StoredEvent): void;
  /** In the order in which they were saved. */
  events(runId: string): readonly StoredEvent[];
  appendJournal(entry: JournalEntry): void;
  /** The entries of one visit of a phase, in the order in which they were appended. */
  readJournal(runId: string, visit: string): readonly JournalEntry[];
  /** In place of what was kept of that stream before. */
  keepTail(tail: StreamTail): void;
  /** One for each stream of each visit that had one. */
  tails(runId: string): readonly StreamTail[];
  /**
   * Starts the record of a model call before it is sent; `settleCall` completes it. `decide` sees what has been
   * spent and makes the row of it; what it throws leaves nothing behind. Both are one transaction, so that of
   * several processes that share a cap no two can take the same dollar.
   */
  openCall(runId: string, since: SpendingPeriods, decide: (spent: SpentSums) => NewCall): NewCall;
  /**
   * Starts the record of a call whose answer was paid for before and is given again: no cap is asked. To be settled as
   * `replayed`, so that no dollar counts twice.
   */
  enterCall(call: NewCall): void;
  settleCall(runId: string, callId: string, outcome: ModelCallOutcome): void;
  /** In the order in which they were opened. */
  calls(runId: string): readonly ModelCallRecord[];
  /** Those of all runs that were opened at this time or later, in that order. */
  callsSince(at: number): readonly ModelCallRecord[];
  /**
   * Makes whoever opened this store the one that works at the run. False while another one has it. The claim of a
   * process that died, or that closed its store, counts for nothing.
   */
  claim(runId: string): boolean;
  release(runId: string): void;
  /** Whether anybody's claim on the run counts, also that of whoever opened this store. */
  isWorkedAt(runId: string): boolean;
  /** Calls soon after anybody else has changed what is stored. Returns the way to stop that. */
  watch(onChange: () => void): () => void;
  close(): void;
}

/** The part of a store that knows what models have cost. */
export type Ledger = Pick<RunStore, 'openCall' | 'enterCall' | 'settleCall' | 'calls' | 'callsSince'>;

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
  /** How many were saved. */
  readonly steps: number;
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

/** What streams in a visit: what a model thinks and says, and what programs print. */
export type StreamName = 'reasoning' | 'answer' | 'output';

/** The end of what streamed in a visit, bounded and without secrets by whoever keeps it. */
export interface StreamTail {
  readonly runId: string;
  /** For example `code#1`. */
  readonly visit: string;
  readonly stream: StreamName;
  readonly text: string;
  /** Characters before it that are not kept. */
  readonly dropped: number;
}

/** When the calendar's present day and month began, in milliseconds since the epoch. */
export interface SpendingPeriods {
  readonly day: number;
  readonly month: number;
}

/** What counts against caps: of one run, and of all runs in a day and a month. */
export interface SpentSums extends Counted {
  readonly dayUsd: number;
  readonly monthUsd: number;
  /** Of the benchmark, for a run that is a part of one. */
  readonly benchmarkUsd?: number;
}

/** What a call counts for against caps. */
export interface Counted {
  readonly costUsd: number;
  /** Of every bucket together. */
  readonly tokens: number;
}

/** One row of the ledger. Open until settled: a call whose process died stays open and counts at its worst case. */
export interface ModelCallRecord {
  /** A run's id; a name of its own for a call that was made outside of runs. */
  readonly runId: string;
  readonly callId: string;
  readonly phase: string;
  /** The attempt at the check that it worked towards, from 1. */
  readonly attempt: number;
  readonly agent: string;
  readonly model: string;
  readonly startedAt: number;
  /** What it may cost at most; null when the model's price is not known. */
  readonly worstCaseUsd: number | null;
  /** Its worst case until it is settled, then what it came to; see countedAfter. */
  readonly counted: Counted;
  /** Null until settled. */
  readonly outcome: ModelCallOutcome | null;
}

/** A call that is about to be sent. */
export type NewCall = Omit<ModelCallRecord, 'outcome'>;

export interface ModelCallOutcome {
  readonly durationMs: number;
  readonly inputTokens: number;
  readonly cacheReadTokens: number;
  readonly cacheWriteTokens: number;
  readonly outputTokens: number;
  readonly reasoningTokens: number;
  /** Null when it is not known; never silently zero. */
  readonly costUsd: number | null;
  readonly costSource: CostSource;
  /** The date of the price table that the cost was computed from; null for any other cost. */
  readonly pricedAsOf: string | null;
  /** What the same tokens would have cost on the most expensive tier; null when that is not known. */
  readonly topTierUsd: number | null;
  /**
   * Where the tokens come from. `estimated`: the stream broke before the vendor reported them. `replayed`: from an answer
   * that was given before, and its dollars count there.
   */
  readonly provenance: 'reported' | 'estimated' | 'replayed';
}

/**
 * Where a cost comes from: the provider said it, it was computed from a price, nobody knows it, or there is none
 * to pay because the model runs on the user's own machine or answers from a recording.
 */
export type CostSource = 'reported' | 'computed' | 'unknown' | 'free';
