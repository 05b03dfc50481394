import type * as vscode from 'vscode';
import { newRunId } from '../../host/new-run-id.ts';
import type { ForgeWindow } from '../forge-window.ts';
import { type BenchmarkMeans, workflowIn } from './ask-benchmark.ts';
import { askCap } from './ask-cap.ts';
import { askModel } from './ask-model.ts';
import { withData } from './ask-suite.ts';
import type { ChosenProblems } from './benchmark-order.ts';
import { benchmarkMeans, driveBenchmark } from './drive-benchmark.ts';
import type { ProblemTree } from './problem-tree.ts';
import { lastOutput, tellProblemResult } from './tell-problem-result.ts';

export interface ProblemTestRun {
  readonly request: vscode.TestRunRequest;
  readonly token: vscode.CancellationToken;
  readonly controller: vscode.TestController;
  readonly tree: ProblemTree;
}

/**
 * Runs problems of the Test Explorer as benchmarks, one a suite: the same run, with the same questions about model and
 * dollars, as "CodeForge: Run Benchmark". Throws ForgeError, and AbortError when it was stopped.
 */
export async function runProblemTests(window: ForgeWindow, tests: ProblemTestRun): Promise<void> {
  const { request, token, controller, tree } = tests;
  window.bench.refuseSecond();
  const means = await benchmarkMeans(window);
  const parts = await partsOf(tests);
  const model = await askModel(await window.engine(), means);
  const cap = model && (await askCap(means.settings.maxCostPerDayUsd, parts.length));
  if (model === undefined || cap === undefined || token.isCancellationRequested) return;
  const run = controller.createTestRun(request, `CodeForge: ${model.id ?? 'models by tier'}`);
  const listener = token.onCancellationRequested(() => void window.bench.stop());
  try {
    for (const part of parts) {
      if (token.isCancellationRequested) return;
      await runPart(part, { window, tree, run, means, model: model.id, maxCostUsd: cap.usd });
    }
  } finally {
    listener.dispose();
    run.end();
  }
}

/** What is asked for of one suite. `problems` is undefined for all of one whose problems are not here yet. */
interface SuitePart {
  readonly suite: vscode.TestItem;
  readonly problems: readonly vscode.TestItem[] | undefined;
}

async function partsOf({ request, controller, tree }: ProblemTestRun): Promise<readonly SuitePart[]> {
  const excluded = new Set(request.exclude);
  const wanted = (request.include ?? [...controller.items].map(([, item]) => item)).filter(
    item => !excluded.has(item),
  );
  const parts: SuitePart[] = [];
  for (const [suite, items] of Map.groupBy(wanted, item => item.parent ?? item)) {
    if (excluded.has(suite)) continue;
    if (!items.includes(suite)) {
      parts.push({ suite, problems: items });
      continue;
    }
    if (suite.children.size === 0) await tree.listProblems(suite);
    const all = [...suite.children].map(([, item]) => item);
    parts.push({ suite, problems: all.length === 0 ? undefined : all.filter(item => !excluded.has(item)) });
  }
  return parts;
}

interface PartRun {
  readonly window: ForgeWindow;
  readonly tree: ProblemTree;
  readonly run: vscode.TestRun;
  readonly means: BenchmarkMeans;
  readonly model: string | null;
  readonly maxCostUsd: number | null;
}

async function runPart({ suite: item, problems }: SuitePart, part: PartRun): Promise<void> {
  const { window, tree, run, means, model, maxCostUsd } = part;
  const node = tree.suiteOf(item);
  if (node === undefined) return;
  const { listing } = node;
  const chosen = listing === undefined ? { suite: node.suite, data: null } : await withData(listing);
  if (chosen === undefined) return;
  const { benchmarks } = await window.engine();
  const runId = newRunId();
  const open = new Set(problems);
  for (const problem of open) run.enqueued(problem);
  const asked: ChosenProblems =
    problems === undefined ? { first: listing?.problems ?? 1 } : { ids: problems.map(({ id }) => id) };
  try {
    await driveBenchmark(window, {
      runId,
      means,
      wish: {
        suite: chosen.suite,
        data: chosen.data,
        problems: asked,
        samples: 1,
        workflow: workflowIn(means),
        model,
        maxRepairs: means.settings.maxRepairs,
        maxCostUsd,
      },
      observer: {
        onBegin: id => run.started(tree.problemOf(item, id)),
        onResult(result) {
          const problem = tree.problemOf(item, result.taskId);
          open.delete(problem);
          const output = lastOutput(benchmarks, runId, result);
          tellProblemResult({ run, item: problem, result, output });
        },
      },
    });
  } finally {
    for (const problem of open) run.skipped(problem);
  }
}
