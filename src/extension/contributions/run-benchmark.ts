import * as vscode from 'vscode';
import { ForgeError } from '../../engine/forge-error.ts';
import { newRunId } from '../../host/new-run-id.ts';
import { askBenchmark } from '../bench/ask-benchmark.ts';
import type { BenchmarkOrder } from '../bench/benchmark-order.ts';
import { describeBench } from '../bench/describe-bench.ts';
import { resumeBenchmark } from '../bench/resume-benchmark.ts';
import type { Contribution, ForgeWindow } from '../forge-window.ts';
import { registerCommand } from '../register-command.ts';
import { readKeys } from '../secret-keys.ts';
import { readSettings } from '../settings/read-settings.ts';
import { withCancellableProgress } from '../with-cancellable-progress.ts';

/** "CodeForge: Run Benchmark". With the name of a run as its argument it goes on with that one. */
export const runBenchmark: Contribution = window =>
  registerCommand(window, 'codeforge.runBenchmark', async argument => {
    if (!vscode.workspace.isTrusted) throw untrusted();
    window.bench.refuseSecond();
    const { context } = window;
    const means = {
      settings: readSettings(context),
      keys: await readKeys(context.secrets),
      project: project(),
    };
    const former = typeof argument === 'string' ? argument : undefined;
    const wish =
      former === undefined ? await askBenchmark(window, means) : await resumeBenchmark(window, former, means);
    if (wish === undefined) return;
    const runId = former ?? newRunId();
    await run(window, { ...means, ...wish, version: versionOf(context), runId });
    await show(window, runId);
  });

async function run(window: ForgeWindow, order: BenchmarkOrder): Promise<void> {
  const { bench } = window;
  const engine = await window.engine();
  const { runId, model, maxCostUsd } = order;
  const suite = vscode.Uri.file(order.suite).path.split('/').at(-1) ?? order.suite;
  await withCancellableProgress(`CodeForge: Benchmark ${suite}`, async (cancelled, report) => {
    const stop = () => void bench.stop();
    cancelled.addEventListener('abort', stop, { once: true });
    const listener = bench.onDidChange(() => {
      const progress = bench.progress(Date.now());
      if (progress !== null) report(describeBench(progress));
    });
    try {
      await bench.drive({ runId, suite, model, maxCostUsd }, watch => engine.benchmark(order, watch));
    } finally {
      cancelled.removeEventListener('abort', stop);
      listener.dispose();
    }
  });
}

/** The folder whose prompts, workflows and commit are used. */
function project(): string | null {
  return vscode.workspace.workspaceFolders?.find(({ uri }) => uri.scheme === 'file')?.uri.fsPath ?? null;
}

function versionOf({ extension }: vscode.ExtensionContext): string {
  return (extension.packageJSON as { readonly version: string }).version;
}

async function show({ engine }: ForgeWindow, runId: string): Promise<void> {
  const { order, score } = (await engine()).benchmarks.run(runId);
  const percent = (share: number) => `${(100 * share).toFixed(1)} %`;
  void vscode.window.showInformationMessage(
    `The benchmark ${order.suite} is finished: ${percent(score.withoutRepair.value)} of ${score.samples} passed without repair, ${percent(score.withRepair.value)} with.`,
  );
  await vscode.commands.executeCommand('codeforge.openDashboard', { type: 'bench.open', runId });
}

function untrusted(): ForgeError {
  return new ForgeError(
    'workspace.untrusted',
    'This folder is not trusted, and its settings say which models are asked and where programs run. Trust it, and try again.',
  );
}
