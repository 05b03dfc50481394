import path from 'node:path';
import { tasksWithIds } from '../../bench/suite/open-suite.ts';
import { openBenchDesk } from '../../host/bench-desk.ts';
import { benchRunsDirectory } from '../../host/bench-library.ts';
import { commitOf } from '../../host/commit-of.ts';
import type { HostOptions } from '../../host/open-host.ts';
import type { BenchmarkOrder, BenchmarkWatch } from './benchmark-order.ts';

/** The same as `codeforge bench run`, into the same folder of runs. Resolves when every problem is finished. */
export async function runBenchmarkOrder(
  options: HostOptions,
  order: BenchmarkOrder,
  { onStart, ...watch }: BenchmarkWatch,
): Promise<void> {
  const { runId, data, problems, samples, workflow, model, maxRepairs, maxCostUsd, version, project } = order;
  const desk = openBenchDesk(options);
  const suite = await desk.suite(order.suite, { ...watch, ...(data !== null && { data }) });
  const tasks = 'ids' in problems ? tasksWithIds(suite, problems.ids) : suite.tasks.slice(0, problems.first);
  await desk.run({
    ...watch,
    ...{ suite, tasks, samples, workflow, maxRepairs, maxCostUsd, version, concurrency },
    ...(model !== null && { model }),
    directory: path.join(benchRunsDirectory(options.dataDirectory), runId),
    commit: project === null ? null : await commitOf(project),
    onStart: finished => onStart(finished, tasks.length * samples),
  });
}

// As on the command line: one asks a model while the other's check runs.
const concurrency = 2;
