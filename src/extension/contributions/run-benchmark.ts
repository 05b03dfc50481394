import * as vscode from 'vscode';
import { newRunId } from '../../host/new-run-id.ts';
import { askBenchmark } from '../bench/ask-benchmark.ts';
import { benchmarkMeans, driveBenchmark } from '../bench/drive-benchmark.ts';
import { resumeBenchmark } from '../bench/resume-benchmark.ts';
import type { Contribution, ForgeWindow } from '../forge-window.ts';
import { registerCommand } from '../register-command.ts';

/** "CodeForge: Run Benchmark". With the name of a run as its argument it goes on with that one. */
export const runBenchmark: Contribution = window =>
  registerCommand(window, 'codeforge.runBenchmark', async argument => {
    window.bench.refuseSecond();
    const means = await benchmarkMeans(window);
    const former = typeof argument === 'string' ? argument : undefined;
    const wish =
      former === undefined ? await askBenchmark(window, means) : await resumeBenchmark(window, former, means);
    if (wish === undefined) return;
    const runId = former ?? newRunId();
    await driveBenchmark(window, { runId, wish, means });
    await show(window, runId);
  });

async function show({ engine }: ForgeWindow, runId: string): Promise<void> {
  const { order, score } = (await engine()).benchmarks.run(runId);
  const percent = (share: number) => `${(100 * share).toFixed(1)} %`;
  void vscode.window.showInformationMessage(
    `The benchmark ${order.suite} is finished: ${percent(score.withoutRepair.value)} of ${score.samples} passed without repair, ${percent(score.withRepair.value)} with.`,
  );
  await vscode.commands.executeCommand('codeforge.openDashboard', { type: 'bench.open', runId });
}
