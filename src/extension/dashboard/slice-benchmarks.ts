import type { SampleResult } from '../../bench/run/bench-order.ts';
import { compareRuns, type MeasuredRun } from '../../bench/score/compare-runs.ts';
import { sampleName } from '../../bench/score/sample-name.ts';
import type { GroupScore } from '../../bench/score/score-run.ts';
import { difficulties } from '../../bench/suite/bench-task.ts';
import { ForgeError } from '../../engine/forge-error.ts';
import type { BenchListing, BenchSummary, StoredBenchRun } from '../../host/bench-library.ts';
import type {
  BenchComparisonSlice,
  BenchFigures,
  BenchGroup,
  BenchmarksSlice,
  BenchPageSlice,
  BenchRow,
  BenchSampleRow,
} from '../../protocol/dashboard/benchmarks-slice.ts';
import type { CallGroup } from '../../protocol/dashboard/dashboard-slices.ts';
import { clip } from './clip.ts';

/** The runs that are kept, the newest first. `runningId`: what this window runs. */
export function sliceBenchmarks(
  listings: readonly BenchListing[],
  runningId: string | undefined,
): BenchmarksSlice {
  const runs = listings.filter(listing => listing.kind === 'run');
  const damaged = listings.filter(listing => listing.kind === 'damaged');
  return {
    rows: runs.slice(0, maxRows).map(run => benchRow(run, runningId)),
    total: runs.length,
    damaged: damaged.slice(0, maxRows).map(({ id, problem }) => ({ runId: id, problem })),
  };
}

function benchRow({ id, order, score, startedAt }: BenchSummary, runningId: string | undefined): BenchRow {
  const { suite, sha256, model, workflow, maxRepairs, ids, samples, made } = order;
  const ordered = ids.length * samples;
  const isFinished = score.samples >= ordered;
  return {
    ...figures(score),
    ...{ suite, sha256, model, workflow, maxRepairs, startedAt, ordered },
    runId: id,
    status: id === runningId ? 'running' : isFinished ? 'finished' : 'unfinished',
    sandbox: made.sandbox,
    commit: made.commit,
  };
}

/** One run as a whole. `byModel`: the calls that its models got. */
export function sliceBenchPage(
  run: StoredBenchRun,
  { runningId, byModel }: { readonly runningId: string | undefined; readonly byModel: readonly CallGroup[] },
): BenchPageSlice {
  const { order, score, results } = run;
  const { prompts, version } = order.made;
  return {
    row: benchRow(run, runningId),
    version,
    prompts: Object.entries(prompts).map(([role, number]) => `${role} ${number}`),
    passAtK: Object.entries(score.passAtK).map(([k, value]) => ({ k: Number(k), value })),
    byDifficulty: groups(score.byDifficulty, difficulties),
    byCategory: groups(score.byCategory, Object.keys(score.byCategory).sort()),
    byModel,
    samples: results
      .toSorted((a, b) => Number(a.final.passed) - Number(b.final.passed))
      .slice(0, maxSamples)
      .map(sampleRow),
  };
}

export function sampleRow(result: SampleResult): BenchSampleRow {
  const { category, difficulty, first, final, repairs, costUsd, seconds } = result;
  return {
    ...{ category, difficulty, repairs, costUsd, seconds },
    name: sampleName(result),
    withoutRepair: first.passed,
    withRepair: final.passed,
    reason: clip(final.reason, maxReason),
  };
}

/** What flipped from one run to another. That they do not compare is an answer, not an error. */
export function sliceBenchComparison(
  before: StoredBenchRun,
  after: StoredBenchRun,
  runningId: string | undefined,
): BenchComparisonSlice {
  return {
    before: benchRow(before, runningId),
    after: benchRow(after, runningId),
    ...pairedOrRefused(before, after),
  };
}

function pairedOrRefused(
  before: MeasuredRun,
  after: MeasuredRun,
): Pick<BenchComparisonSlice, 'paired' | 'refusal'> {
  try {
    const { pairs, gained, lost, p } = compareRuns(before, after);
    return {
      paired: { pairs, p, gained: gained.slice(0, maxSamples), lost: lost.slice(0, maxSamples) },
      refusal: '',
    };
  } catch (error) {
    if (!(error instanceof ForgeError)) throw error;
    return { paired: null, refusal: error.message };
  }
}

function groups(
  scores: Readonly<Record<string, GroupScore>>,
  order: readonly string[],
): readonly BenchGroup[] {
  return order.flatMap(name => {
    const score = scores[name];
    return score === undefined ? [] : [{ name, ...figures(score) }];
  });
}

function figures(score: GroupScore): BenchFigures {
  const { tasks, samples, withoutRepair, withRepair, lift, averageRepairs, tokens, costUsd, seconds } = score;
  return {
    problems: tasks,
    ...{ samples, withoutRepair, withRepair, lift, averageRepairs, tokens, costUsd, seconds },
  };
}

// What a webview shows without a pause; files that are exported have all.
const maxRows = 300;
const maxSamples = 2_000;
const maxReason = 2_000;
