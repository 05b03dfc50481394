import type { ChangeSummary } from '../../engine/change/summarize-changes.ts';

export type { ChangeSummary } from '../../engine/change/summarize-changes.ts';

/** How a run stands, for people: plain data, cut to what fits on a screen. */
export interface RunSlice {
  readonly runId: string;
  readonly status: RunStatus | 'interrupted';
  /** The command that decides; null until it is known. */
  readonly check: string | null;
  readonly attempts: number;
  readonly repairs: number;
  readonly changes: readonly ChangeSummary[];
  /** Paths that a person took; null until they decided. */
  readonly accepted: readonly string[] | null;
  readonly findings: readonly FindingSlice[];
  readonly totals: Totals;
  /** What the coder says it did; null until it submits. */
  readonly summary: string | null;
  readonly failure: FailureSlice | null;
}

/**
 * `approving`: a plan waits for a person; `deciding`: a green change set does. `paused`: a failure that may pass. A run
 * that this window only remembers, and that had not ended, is `interrupted`.
 */
export type RunStatus =
  | 'working'
  | 'approving'
  | 'deciding'
  | 'paused'
  | 'cancelling'
  | 'completed'
  | 'failed'
  | 'cancelled';

/** A call in the change that may deserve a look. */
export interface FindingSlice {
  readonly path: string;
  /** Names file, line and call. */
  readonly sentence: string;
}

export interface Totals {
  readonly modelCalls: number;
  readonly tokens: number;
  readonly durationMs: number;
  readonly costUsd: number | null;
}

export interface FailureSlice {
  /** Full sentences: what happened, then what to do. */
  readonly message: string;
  /** Titles of the buttons that help, the first one most. */
  readonly actions: readonly FailureActionSlice[];
}

export interface FailureActionSlice {
  readonly id: string;
  readonly title: string;
}
