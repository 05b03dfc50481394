import * as vscode from 'vscode';
import type { BenchOrder } from '../../bench/run/bench-order.ts';
import { sampleName } from '../../bench/score/sample-name.ts';
import { ForgeError } from '../../engine/forge-error.ts';
import { ProblemTree, type SuiteNode } from '../bench/problem-tree.ts';
import { runProblemTests } from '../bench/run-problem-tests.ts';
import type { Contribution, ForgeWindow } from '../forge-window.ts';
import { registerCommand, withBoundary } from '../register-command.ts';

/**
 * Benchmark problems in the Test Explorer. "Run All Tests" leaves them out where there are other tests, since they
 * cost money.
 */
export const benchmarkTests: Contribution = window => {
  const controller = window.problems;
  const tree = new ProblemTree(window, controller);
  const run = (request: vscode.TestRunRequest, token: vscode.CancellationToken) =>
    withBoundary(window, () => runProblemTests(window, { request, token, controller, tree }));
  const isDefault = false;
  return vscode.Disposable.from(
    controller.createRunProfile('Run with a Model', vscode.TestRunProfileKind.Run, run, isDefault),
    window.answers.give('tests.list', item =>
      item === undefined ? tree.listSuites() : tree.listProblems(item),
    ),
    registerCommand(window, 'codeforge.openBenchmarkResult', argument => openResult(window, tree, argument)),
  );
};

/** Shows the newest result of a problem in the dashboard, with every attempt. */
async function openResult({ engine }: ForgeWindow, tree: ProblemTree, argument: unknown): Promise<void> {
  const item = testItemIn(argument);
  const node = item?.parent && tree.suiteOf(item.parent);
  if (item === undefined || node === undefined)
    throw new ForgeError(
      'run.unknown',
      'No problem was named. Right-click a problem of a benchmark in the Testing view.',
    );
  const { benchmarks } = await engine();
  const runs = benchmarks.list().filter(listing => listing.kind === 'run' && isOf(node, listing.order));
  for (const { id } of runs) {
    const result = benchmarks.run(id).results.find(({ taskId }) => taskId === item.id);
    if (result === undefined) continue;
    const open = (message: object) => vscode.commands.executeCommand('codeforge.openDashboard', message);
    await open({ type: 'bench.open', runId: id });
    await open({ type: 'bench.problem', problem: sampleName(result) });
    return;
  }
  throw new ForgeError(
    'run.unknown',
    `No benchmark has a result for ${item.id} yet. Run it in the Testing view first.`,
  );
}

/** Suites of one name may be in several folders. */
function isOf({ suite, listing }: SuiteNode, { suite: name, made: { source } }: BenchOrder): boolean {
  return listing === undefined ? source.folder === suite : source.folder === null && name === suite;
}

/** From `testing/item/context` the test, from `testing/message/context` an object that has it. */
function testItemIn(argument: unknown): vscode.TestItem | undefined {
  if (typeof argument !== 'object' || argument === null) return undefined;
  if ('test' in argument) return testItemIn(argument.test);
  return 'id' in argument && 'label' in argument ? (argument as vscode.TestItem) : undefined;
}
