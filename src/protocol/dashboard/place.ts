import type { RunSearch, RunSortKey } from '../../engine/ports/run-search.ts';
import type { OutputStream } from './dashboard-slices.ts';

export const dashboardTabs = ['flow', 'terminal', 'cost', 'history', 'settings', 'benchmarks'] as const;
export type DashboardTab = (typeof dashboardTabs)[number];

/** Where in the dashboard a person is. The host keeps it, so that it survives closing, hiding and reloading. */
export interface Place {
  readonly tab: DashboardTab;
  /** What Flow and Terminal show; null: this window's run, or else the newest. */
  readonly runId: string | null;
  readonly nodeId: string | null;
  /** Null: the last one. */
  readonly attempt: number | null;
  /** Null: where there is something to read. */
  readonly stream: OutputStream | null;
  readonly days: SpendingDays;
  readonly search: HistorySearch;
  /** The run that is open in the history; null: the list is shown. */
  readonly storedRunId: string | null;
  readonly bench: BenchPlace;
}

/** Where in the benchmarks. */
export interface BenchPlace {
  /** The suite whose runs are listed; empty: all. */
  readonly suite: string;
  /** The run that is open; null: the list is shown. */
  readonly runId: string | null;
  /** What it is compared with. */
  readonly otherId: string | null;
  /** The problem of it that is open, by the name of its sample. */
  readonly problem: string | null;
  readonly show: ShownProblems;
}

/** `repaired`: those that passed only after a repair. */
export const shownProblems = ['failed', 'repaired', 'all'] as const;
export type ShownProblems = (typeof shownProblems)[number];

/** Days up to and with today. */
export const spendingDays = [7, 30, 90] as const;
export type SpendingDays = (typeof spendingDays)[number];

/** A search of the history as a form has it; an empty text narrows nothing. */
export interface HistorySearch {
  readonly text: string;
  readonly status: NonNullable<RunSearch['status']> | '';
  readonly repaired: 'yes' | 'no' | '';
  readonly model: string;
  /** Days as `2026-11-26`, both included. */
  readonly from: string;
  readonly until: string;
  /** False: of the open folders only. */
  readonly isEverywhere: boolean;
  readonly sortBy: RunSortKey;
  readonly isDescending: boolean;
  /** From 0. */
  readonly page: number;
}

export const firstPlace: Place = {
  tab: 'flow',
  runId: null,
  nodeId: null,
  attempt: null,
  stream: null,
  days: 30,
  search: {
    text: '',
    status: '',
    repaired: '',
    model: '',
    from: '',
    until: '',
    isEverywhere: true,
    sortBy: 'createdAt',
    isDescending: true,
    page: 0,
  },
  storedRunId: null,
  bench: { suite: '', runId: null, otherId: null, problem: null, show: 'failed' },
};
