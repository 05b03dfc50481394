import type { ChangeSummary } from '../../engine/change/summarize-changes.ts';

export type { ChangeSummary } from '../../engine/change/summarize-changes.ts';

/** The part of a run that the chat shows: plain data, cut to what fits on a screen. */
export interface RunSlice {
  readonly runId: string;
  readonly task: string;
  readonly workflow: string;
  readonly status: RunStatus;
  /** One line about what is going on right now; empty when nothing is. */
  readonly activity: string;
  /** What is waited for before a model is asked again; null while nothing is. */
  readonly wait: WaitSlice | null;
  readonly phases: readonly PhaseSlice[];
  readonly attempts: readonly AttemptSlice[];
  /** The command that decides; null until it is known. */
  readonly check: string | null;
  readonly changes: readonly ChangeSummary[];
  readonly findings: readonly FindingSlice[];
  readonly repairs: number;
  readonly totals: Totals;
  /** What the coder says it did; null until it submits. */
  readonly summary: string | null;
  readonly failure: FailureSlice | null;
}

export interface WaitSlice {
  /** Who is waited for and why, such as `openai · status 503`. */
  readonly cause: string;
  /** Until the next try, when the slice was made. */
  readonly leftMs: number;
}

/** `deciding`: a green change set waits for a person. `paused`: a failure that may pass. */
export type RunStatus =
  | 'working'
  | 'deciding'
  | 'paused'
  | 'cancelling'
  | 'completed'
  | 'failed'
  | 'cancelled';

export interface PhaseSlice {
  readonly id: string;
  readonly status: 'pending' | 'active' | 'done' | 'failed' | 'skipped';
  readonly visits: number;
  /** Until the slice was made; an active phase goes on from there. */
  readonly durationMs: number;
  readonly tokens: number;
  /** Null when a price is not known. */
  readonly costUsd: number | null;
}

export interface AttemptSlice {
  readonly number: number;
  readonly verdict: 'passed' | 'failed';
  /** The first failure in one line; empty when it passed. */
  readonly headline: string;
  readonly exitCode: number | null;
  readonly durationMs: number;
  readonly backend: string;
}

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
