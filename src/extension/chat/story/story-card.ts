import type { PhaseKindName } from '../../../engine/workflow/workflow.ts';

/** What happened in one visit of a phase, as events told it. Immutable: another object says that it has changed. */
export interface StoryCard {
  readonly phase: string;
  readonly kind: PhaseKindName | 'prepare';
  readonly visit: number;
  readonly startedAt: number;
  /** When anything but streamed text was told last; how long an active phase takes is counted from here. */
  readonly toldAt: number;
  /** Null while it lasts. */
  readonly durationMs: number | null;
  readonly outcome: 'done' | 'failed' | 'cancelled' | null;
  readonly model: { readonly id: string; readonly reason: string } | null;
  readonly wait: StoryWait | null;
  readonly tokens: number;
  readonly costUsd: number | null;
  /** The newest of them; `toolCount` says how many there were. */
  readonly tools: readonly StoryTool[];
  readonly toolCount: number;
  readonly attempts: readonly StoryAttempt[];
  readonly failure: string | null;
}

export interface StoryWait {
  readonly who: string;
  readonly message: string;
  /** Milliseconds since the epoch; null when nobody knows. */
  readonly until: number | null;
}

export interface StoryTool {
  readonly number: number;
  readonly tool: string;
  readonly subject: string;
  readonly note: string;
  readonly isError: boolean;
}

/** One execution of the check. */
export interface StoryAttempt {
  readonly number: number;
  readonly command: string;
  readonly backend: string;
  readonly verdict: 'passed' | 'failed' | null;
  readonly headline: string;
  readonly exitCode: number | null;
  readonly durationMs: number | null;
}
