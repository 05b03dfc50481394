import type { RunOutcomeKind, RunSummary } from './run-store.ts';

/** Which stored runs to show, in which order, and which page of them. What is left out does not narrow. */
export interface RunSearch {
  /** Words that are all in the task, each as a part of it and in any case; or a run's whole id. */
  readonly text?: string;
  /** `open`: under way, interrupted, or waiting for a decision. */
  readonly status?: RunOutcomeKind | 'open';
  readonly repaired?: boolean;
  /** A model that was asked, `provider/name`. */
  readonly model?: string;
  /** Created at this time or later, and before that; milliseconds since the epoch. */
  readonly from?: number;
  readonly until?: number;
  readonly workspaceRoots?: readonly string[];
  readonly sortBy: RunSortKey;
  readonly isDescending: boolean;
  readonly offset: number;
  readonly limit: number;
}

export const runSortKeys = ['createdAt', 'task', 'attempts', 'repairs', 'costUsd', 'durationMs'] as const;
/** `durationMs`: from its creation to the last that was heard of it. Unknown costs come where the lowest do. */
export type RunSortKey = (typeof runSortKeys)[number];

export interface RunPage {
  readonly runs: readonly RunSummary[];
  /** Of all pages. */
  readonly total: number;
}

/** The words of a search, each once, in lower case. */
export function searchWords(text: string): readonly string[] {
  return [...new Set(text.toLowerCase().split(/\s+/u).filter(Boolean))];
}
