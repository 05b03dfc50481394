import type { CallGroup } from '../../engine/cost/sum-calls.ts';
import type { StoredRunSlice } from './dashboard-slices.ts';

/** The benchmark runs of this machine. */
export interface BenchmarksSlice {
  /** The newest first; a window of them where there are very many. */
  readonly rows: readonly BenchRow[];
  /** Of all runs that can be read. */
  readonly total: number;
  /** Folders that hold a run which cannot be read. */
  readonly damaged: readonly { readonly runId: string; readonly problem: string }[];
}

export interface BenchRow extends BenchFigures {
  readonly runId: string;
  readonly suite: string;
  /** Of the suite's data: only runs on the same compare. */
  readonly sha256: string;
  /** Null: as the routing by tiers says. */
  readonly model: string | null;
  readonly workflow: string;
  readonly maxRepairs: number;
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
  readonly status: 'running' | 'finished' | 'unfinished';
  /** Samples that the run is to have in the end; `samples` are finished. */
  readonly ordered: number;
  readonly sandbox: string;
  readonly commit: string | null;
}

/** What was measured, of a run or of a part of it. */
export interface BenchFigures {
  readonly problems: number;
  readonly samples: number;
  readonly withoutRepair: BenchShare;
  readonly withRepair: BenchShare;
  readonly lift: number;
  readonly averageRepairs: number;
  readonly tokens: number;
  /** Null when any price is unknown. */
  readonly costUsd: number | null;
  readonly seconds: number;
}

/** A share from 0 to 1 with its 95 % interval. */
export interface BenchShare {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

export interface BenchGroup extends BenchFigures {
  readonly name: string;
}

/** One run as a whole. */
export interface BenchPageSlice {
  readonly row: BenchRow;
  /** CodeForge's own. */
  readonly version: string;
  /** For example `coder 3`. */
  readonly prompts: readonly string[];
  readonly passAtK: readonly { readonly k: number; readonly value: number }[];
  readonly byDifficulty: readonly BenchGroup[];
  readonly byCategory: readonly BenchGroup[];
  /** Calls of each model; empty where no record of them is kept. */
  readonly byModel: readonly CallGroup[];
  /** Those that did not pass first; a window of them where there are very many. */
  readonly samples: readonly BenchSampleRow[];
}

export interface BenchSampleRow {
  /** Of the problem, with the number of the sample after the first. */
  readonly name: string;
  readonly category: string;
  readonly difficulty: string;
  readonly withoutRepair: boolean;
  readonly withRepair: boolean;
  /** Why it did not pass in the end; empty where it did. */
  readonly reason: string;
  readonly repairs: number;
  readonly costUsd: number | null;
  readonly seconds: number;
}

/** One problem of a run. */
export interface BenchProblemSlice extends BenchSampleRow {
  /** Why the first attempt did not pass; empty where it did. */
  readonly firstReason: string;
  readonly firstCode: string;
  /** Empty where it is the first one's. */
  readonly finalCode: string;
  /** What the agents did; null where it is not kept. */
  readonly run: StoredRunSlice | null;
  readonly outputs: readonly BenchOutput[];
}

/** What the visible check printed in one attempt. */
export interface BenchOutput {
  readonly attempt: number;
  readonly text: string;
}

/** Two runs on the samples that both have finished. */
export interface BenchComparisonSlice {
  readonly before: BenchRow;
  readonly after: BenchRow;
  /** Null where they do not compare. */
  readonly paired: {
    readonly pairs: number;
    readonly gained: readonly string[];
    readonly lost: readonly string[];
    /** McNemar's exact test, two-sided. */
    readonly p: number;
  } | null;
  /** Why they do not compare; empty where they do. */
  readonly refusal: string;
}

/** The benchmark that this window runs. */
export interface BenchProgressSlice {
  readonly runId: string;
  readonly suite: string;
  readonly model: string | null;
  readonly finished: number;
  readonly ordered: number;
  readonly passed: number;
  /** Null when any price is unknown. */
  readonly costUsd: number | null;
  readonly maxCostUsd: number | null;
  readonly elapsedMs: number;
  /** Estimates from what is finished; null before anything is. */
  readonly leftMs: number | null;
  readonly expectedUsd: number | null;
  /** What it is doing where that is no problem of the suite, such as a download. */
  readonly step: string;
  readonly isStopping: boolean;
}
