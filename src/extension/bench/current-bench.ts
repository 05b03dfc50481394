import * as vscode from 'vscode';
import type { SampleResult } from '../../bench/run/bench-order.ts';
import { ForgeError } from '../../engine/forge-error.ts';
import type { BenchProgressSlice } from '../../protocol/dashboard/benchmarks-slice.ts';
import type { BenchmarkWatch } from './benchmark-order.ts';

/** What is known of a benchmark when it begins. */
export interface BegunBench {
  readonly runId: string;
  readonly suite: string;
  readonly model: string | null;
  readonly maxCostUsd: number | null;
}

/** Who wants to know of each problem. */
export type BenchObserver = Partial<Pick<BenchmarkWatch, 'onBegin' | 'onResult'>>;

/** Of one sample what progress is told from: the rest is in the run's folder. */
interface Finished {
  readonly passed: boolean;
  readonly costUsd: number | null;
}

/** The benchmark that this window runs; at most one, since they would slow each other down. */
export class CurrentBench implements vscode.Disposable {
  readonly #changes = new vscode.EventEmitter<void>();
  /** Something of it has changed, also that there is none any more. */
  readonly onDidChange = this.#changes.event;
  #bench: Bench | undefined;

  /** Null: there is none. */
  progress(now: number): BenchProgressSlice | null {
    return this.#bench === undefined ? null : describe(this.#bench, now);
  }

  /** Throws ForgeError `run.busy` while there is one: before anybody is asked about another. */
  refuseSecond(): void {
    if (this.#bench !== undefined) throw busy();
  }

  /** Does the work until it is done or stopped. Throws ForgeError `run.busy` while there is another. */
  async drive(
    begun: BegunBench,
    work: (watch: BenchmarkWatch) => Promise<void>,
    observer: BenchObserver = {},
  ): Promise<void> {
    this.refuseSecond();
    const { promise, resolve } = Promise.withResolvers<void>();
    const bench: Bench = {
      begun,
      controller: new AbortController(),
      ended: promise,
      startedAt: Date.now(),
      finishedBefore: 0,
      finished: [],
      ordered: 0,
      step: '',
    };
    const tell = (change: () => void) => {
      change();
      this.#changes.fire();
    };
    tell(() => {
      this.#bench = bench;
    });
    try {
      await work({
        signal: bench.controller.signal,
        onStart: (finished, ordered) =>
          tell(() => {
            // What came before, such as a download, says nothing about how long a problem takes.
            Object.assign(bench, {
              startedAt: Date.now(),
              finishedBefore: finished.length,
              ordered,
              step: '',
            });
            bench.finished = finished.map(essenceOf);
          }),
        onBegin: taskId => observer.onBegin?.(taskId),
        onResult: result => {
          tell(() => bench.finished.push(essenceOf(result)));
          observer.onResult?.(result);
        },
        onProgress: step =>
          tell(() => {
            bench.step = step;
          }),
      });
    } finally {
      resolve();
      tell(() => {
        this.#bench = undefined;
      });
    }
  }

  /** Resolves when it has let go of everything. What is finished is kept. */
  async stop(): Promise<void> {
    const bench = this.#bench;
    if (bench === undefined) return;
    bench.controller.abort();
    this.#changes.fire();
    await bench.ended;
  }

  dispose(): void {
    this.#changes.dispose();
  }
}

function essenceOf({ final, costUsd }: SampleResult): Finished {
  return { passed: final.passed, costUsd };
}

interface Bench {
  readonly begun: BegunBench;
  readonly controller: AbortController;
  readonly ended: Promise<void>;
  startedAt: number;
  finishedBefore: number;
  finished: Finished[];
  ordered: number;
  step: string;
}

function describe(bench: Bench, now: number): BenchProgressSlice {
  const { begun, controller, startedAt, finishedBefore, finished, ordered, step } = bench;
  const costs = finished.map(({ costUsd }) => costUsd);
  const costUsd = costs.includes(null) ? null : costs.reduce<number>((sum, cost) => sum + (cost ?? 0), 0);
  const elapsedMs = Math.max(0, now - startedAt);
  const done = finished.length - finishedBefore;
  const left = Math.max(0, ordered - finished.length);
  return {
    ...begun,
    ...{ ordered, costUsd, elapsedMs, step },
    finished: finished.length,
    passed: finished.filter(({ passed }) => passed).length,
    leftMs: done === 0 ? null : (elapsedMs / done) * left,
    expectedUsd: finished.length === 0 || costUsd === null ? null : (costUsd / finished.length) * ordered,
    isStopping: controller.signal.aborted,
  };
}

function busy(): ForgeError {
  return new ForgeError(
    'run.busy',
    'A benchmark is running in this window already. Wait for it, or stop it in the Benchmarks tab of the dashboard.',
  );
}
