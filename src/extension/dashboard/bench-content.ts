import { sampleName } from '../../bench/score/sample-name.ts';
import { ForgeError } from '../../engine/forge-error.ts';
import type { BenchLibrary, StoredBenchRun } from '../../host/bench-library.ts';
import type { StoredRunDetail } from '../../host/read-stored-run.ts';
import type { RunLibrary } from '../../host/run-library.ts';
import type { CallGroup, DashboardSlices } from '../../protocol/dashboard/dashboard-slices.ts';
import type { BenchPlace } from '../../protocol/dashboard/place.ts';
import type { ForgeWindow } from '../forge-window.ts';
import { sliceBenchProblem } from './slice-bench-problem.ts';
import { sliceBenchComparison, sliceBenchmarks, sliceBenchPage } from './slice-benchmarks.ts';

/** What the Benchmarks tab shows. Throws ForgeError for a run that is gone or damaged. */
export async function benchContent(
  { engine, bench }: ForgeWindow,
  place: BenchPlace,
): Promise<Partial<DashboardSlices>> {
  const { benchmarks: library } = await engine();
  const benchProgress = bench.progress(Date.now());
  const runningId = benchProgress?.runId;
  const shown = { benchProgress, benchmarks: sliceBenchmarks(library.list(), runningId) };
  if (place.runId === null) return shown;
  const run = library.run(place.runId);
  if (place.problem !== null) {
    const result = run.results.find(each => sampleName(each) === place.problem);
    if (result === undefined) throw unknownProblem(place.problem);
    // Inside, because a run's output is read only when somebody asks for it.
    const benchProblem =
      library.inside(run.id, inside => sliceBenchProblem(result, storedRun(inside, result.runId))) ??
      sliceBenchProblem(result, undefined);
    return { ...shown, benchProblem };
  }
  if (place.otherId !== null)
    return { ...shown, benchComparison: sliceBenchComparison(library.run(place.otherId), run, runningId) };
  return { ...shown, benchPage: sliceBenchPage(run, { runningId, byModel: callsByModel(library, run) }) };
}

function storedRun(inside: RunLibrary, runId: string): StoredRunDetail | undefined {
  const named = { sortBy: 'createdAt', isDescending: true, text: runId, offset: 0, limit: 1 } as const;
  const isKept = inside.search(named).runs.some(({ id }) => id === runId);
  return isKept ? inside.run(runId) : undefined;
}

function callsByModel(library: BenchLibrary, { id }: StoredBenchRun): readonly CallGroup[] {
  const caps = { maxCostUsd: null, maxCostPerDayUsd: null, maxCostPerMonthUsd: null };
  const question = { since: 0, now: Date.now(), caps };
  return library.inside(id, inside => inside.spending(question).byModel) ?? [];
}

function unknownProblem(problem: string): ForgeError {
  return new ForgeError(
    'run.unknown',
    `This benchmark run has no result for ${problem}. Go back to its list.`,
  );
}
