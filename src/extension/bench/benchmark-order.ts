import type { SampleResult } from '../../bench/run/bench-order.ts';
import type { Surroundings } from '../engine.ts';

/** A benchmark that is to be run, or to be gone on with. */
export interface BenchmarkOrder extends Pick<Surroundings, 'settings' | 'keys'> {
  /** A new name, or that of the run to go on with. */
  readonly runId: string;
  /** One that comes with CodeForge by name, or the folder of another. */
  readonly suite: string;
  /** The user's own copy of its data; null: what was downloaded, or else a download. */
  readonly data: string | null;
  readonly problems: ChosenProblems;
  readonly samples: number;
  readonly workflow: string;
  /** Null: as the routing by tiers says. */
  readonly model: string | null;
  readonly maxRepairs: number;
  /** For the whole run, over all its resumptions. */
  readonly maxCostUsd: number | null;
  /** CodeForge's own. */
  readonly version: string;
  /** The folder whose commit is written down; null: none. */
  readonly project: string | null;
}

/** The first ones of the suite, or those with these ids. */
export type ChosenProblems = { readonly first: number } | { readonly ids: readonly string[] };

export interface BenchmarkWatch {
  readonly signal: AbortSignal;
  readonly onStart: (finished: readonly SampleResult[], ordered: number) => void;
  /** A problem's turn has come. */
  readonly onBegin: (taskId: string) => void;
  readonly onResult: (result: SampleResult) => void;
  readonly onProgress: (message: string) => void;
}
