import { existsSync } from 'node:fs';
import type { BenchOrder } from '../../bench/run/bench-order.ts';
import { ForgeError } from '../../engine/forge-error.ts';
import type { Engine } from '../engine.ts';
import type { ForgeWindow } from '../forge-window.ts';
import { type BenchmarkMeans, type BenchmarkWish, workflowIn } from './ask-benchmark.ts';
import { askCap } from './ask-cap.ts';
import { askFolder, type ChosenSuite, withData } from './ask-suite.ts';

/**
 * What goes on with a run that was stopped: all that it measures stays as it was, and only what its folder does not
 * hold is asked for. Undefined when the person changed their mind. Throws ForgeError `run.unknown` or `config.invalid`.
 */
export async function resumeBenchmark(
  window: ForgeWindow,
  runId: string,
  means: BenchmarkMeans,
): Promise<BenchmarkWish | undefined> {
  const engine = await window.engine();
  const { order, results } = engine.benchmarks.run(runId);
  const { ids, samples, model, maxRepairs } = order;
  if (results.length >= ids.length * samples) throw finished(runId);
  const chosen = await suiteOf(engine, order);
  if (chosen === undefined) return undefined;
  const cap = await askCap(means.settings.maxCostPerDayUsd);
  if (cap === undefined) return undefined;
  const { workflows } = await engine.choices(means);
  const isBuiltIn = workflows.some(({ name }) => name === order.workflow);
  return {
    ...{ samples, model, maxRepairs },
    suite: chosen.suite,
    data: chosen.data,
    problems: { ids },
    // A file's workflow is known by its name only: then the one that is set has to be it.
    workflow: isBuiltIn ? order.workflow : workflowIn(means),
    maxCostUsd: cap.usd,
  };
}

/** From where it was begun; a person is asked only where that is not there any more. */
async function suiteOf(engine: Engine, { suite, made }: BenchOrder): Promise<ChosenSuite | undefined> {
  const { folder } = made.source;
  const data = made.source.data !== null && existsSync(made.source.data) ? made.source.data : null;
  if (folder !== null) return existsSync(folder) ? { suite: folder, data, listing: undefined } : askFolder();
  const listing = (await engine.suites()).find(({ name }) => name === suite);
  if (listing === undefined) return askFolder();
  return data === null ? withData(listing) : { suite, data, listing };
}

function finished(runId: string): ForgeError {
  return new ForgeError(
    'config.invalid',
    `The benchmark run ${runId} is finished already. Run "CodeForge: Run Benchmark" for a new one.`,
  );
}
