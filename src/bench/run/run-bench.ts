import path from 'node:path';
import { allTokens } from '../../engine/cost/all-tokens.ts';
import { ForgeError } from '../../engine/forge-error.ts';
import { oneAtATime } from '../../engine/one-at-a-time.ts';
import type { Judge } from '../judge/open-judge.ts';
import type { Verdict } from '../judge/verdict.ts';
import type { BenchTask } from '../suite/bench-task.ts';
import type { SampleResult } from './bench-order.ts';
import type { RunFolder } from './run-folder.ts';
import { type SampleOrder, type SolvedSample, solveSample } from './solve-sample.ts';
import { openWaitingRoom } from './waiting-room.ts';

export interface BenchRun {
  readonly folder: RunFolder;
  readonly tasks: readonly BenchTask[];
  readonly samples: number;
  readonly concurrency: number;
  readonly judge: Judge;
  /** With everything that is the same for all samples. */
  readonly solving: Pick<SampleOrder, 'workflow' | 'request'>;
  /** With the answers that the sample was given before. */
  readonly portsFor: (root: string, sample: string) => ReturnType<SampleOrder['portsFor']>;
  readonly signal: AbortSignal;
  /** Called when a problem's turn has come. */
  readonly onBegin?: (taskId: string) => void;
  readonly onResult: (result: SampleResult) => void;
}

/**
 * Solves and judges what the folder has not finished yet. The first obstacle (a model that is not to be reached, a cap
 * in dollars, a full disk) ends it with its ForgeError; what is finished is kept, and another call goes on from there.
 */
export async function runBench(run: BenchRun): Promise<void> {
  const { folder, tasks, samples, concurrency } = run;
  const done = new Set(folder.finished.map(({ taskId, sample }) => nameOf(taskId, sample)));
  const queue = Array.from({ length: samples }, (_, sample) => tasks.map(task => ({ task, sample })))
    .flat()
    .filter(({ task, sample }) => !done.has(nameOf(task.id, sample)));
  const stop = new AbortController();
  const signal = AbortSignal.any([run.signal, stop.signal]);
  const judgeNow = oneAtATime();
  const finish = async ({ task, sample }: Sample): Promise<void> => {
    const name = nameOf(task.id, sample);
    const place = path.join(folder.directory, 'work', encodeURIComponent(name));
    const portsFor = (root: string) => run.portsFor(root, name);
    const solved = await solveSample({ ...run.solving, task, sample, folder: place, portsFor, signal });
    const verdicts = await judgeNow(() => judgeBoth(run.judge, { task, solved, signal }));
    const result = resultOf({ task, sample }, solved, verdicts);
    folder.append(result);
    run.onResult(result);
  };
  const others = openWaitingRoom(concurrency);
  const work = async (): Promise<void> => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      signal.throwIfAborted();
      run.onBegin?.(next.task.id);
      try {
        await finish(next);
        others.tell();
      } catch (error) {
        // A call under way is reserved at its worst, so that another may not fit until it has come to less.
        if (!isOverBudget(error) || !others.areAtWork()) throw error;
        queue.unshift(next);
        await others.wait();
      }
    }
  };
  const workers = Array.from({ length: concurrency }, async () => {
    try {
      await work();
    } catch (error) {
      // The others let go of what they are at, which can be taken up again.
      stop.abort(error);
      throw error;
    } finally {
      others.leave();
    }
  });
  await Promise.allSettled(workers);
  run.signal.throwIfAborted();
  await Promise.all(workers.map(worker => worker.catch(() => stop.signal.throwIfAborted())));
}

function isOverBudget(error: unknown): boolean {
  return error instanceof ForgeError && error.code === 'budget.exceeded';
}

interface Sample {
  readonly task: BenchTask;
  readonly sample: number;
}

function nameOf(taskId: string, sample: number): string {
  return `${taskId}#${sample}`;
}

interface Judging {
  readonly task: BenchTask;
  readonly solved: SolvedSample;
  readonly signal: AbortSignal;
}

interface BothVerdicts {
  readonly first: Verdict;
  readonly final: Verdict;
}

/** A whole program each: what stands before a completion is in it already. */
async function judgeBoth(judge: Judge, { task, solved, signal }: Judging): Promise<BothVerdicts> {
  const whole = { ...task, prefix: task.starter === '' ? task.prefix : '' };
  const codes = [...new Set([solved.firstCode, solved.finalCode])];
  const verdicts: Verdict[] = [];
  const items = (async function* () {
    for (const completion of codes) yield { task: whole, completion };
  })();
  for await (const verdict of judge.judge(items, signal)) verdicts.push(verdict);
  const [first, final = first] = verdicts;
  if (first === undefined || final === undefined) throw new Error(`${task.id} was not judged`);
  return { first, final };
}

function resultOf(
  { task, sample }: Sample,
  { view, costUsd, firstCode, finalCode }: SolvedSample,
  { first, final }: BothVerdicts,
): SampleResult {
  const { usage, phases } = view;
  const milliseconds = phases.reduce((sum, { durationMs }) => sum + durationMs, 0);
  return {
    taskId: task.id,
    sample,
    category: task.category,
    difficulty: task.difficulty,
    first: { passed: first.passed, reason: first.reason },
    final: { passed: final.passed, reason: final.reason },
    repairs: view.repairs,
    outcome: view.outcome ?? (view.awaiting === 'decision' ? 'green' : 'red'),
    tokens: allTokens(usage),
    costUsd,
    seconds: milliseconds / 1000,
    runId: view.runId,
    firstCode,
    finalCode,
  };
}
