import * as vscode from 'vscode';
import type { ForgeWindow } from '../forge-window.ts';
import { refuseUntrusted } from '../refuse-untrusted.ts';
import { readKeys } from '../secret-keys.ts';
import { readSettings } from '../settings/read-settings.ts';
import { withCancellableProgress } from '../with-cancellable-progress.ts';
import type { BenchmarkMeans, BenchmarkWish } from './ask-benchmark.ts';
import type { BenchObserver } from './current-bench.ts';
import { describeBench } from './describe-bench.ts';

export interface Benchmark {
  /** A new name, or that of the run to go on with. */
  readonly runId: string;
  readonly wish: BenchmarkWish;
  readonly means: BenchmarkMeans;
  readonly observer?: BenchObserver;
}

/** Runs it with progress and "Cancel" until it is done or stopped. Throws ForgeError, and AbortError when it was stopped. */
export async function driveBenchmark(window: ForgeWindow, benchmark: Benchmark): Promise<void> {
  const { bench, context } = window;
  const { runId, wish, means, observer } = benchmark;
  const engine = await window.engine();
  const { model, maxCostUsd } = wish;
  const order = { ...means, ...wish, version: versionOf(context), runId };
  const suite = vscode.Uri.file(order.suite).path.split('/').at(-1) ?? order.suite;
  await withCancellableProgress(`CodeForge: Benchmark ${suite}`, async (cancelled, report) => {
    const stop = () => void bench.stop();
    cancelled.addEventListener('abort', stop, { once: true });
    const listener = bench.onDidChange(() => {
      const progress = bench.progress(Date.now());
      if (progress !== null) report(describeBench(progress));
    });
    try {
      const work = (watch: Parameters<typeof engine.benchmark>[1]) => engine.benchmark(order, watch);
      await bench.drive({ runId, suite, model, maxCostUsd }, work, observer);
    } finally {
      cancelled.removeEventListener('abort', stop);
      listener.dispose();
    }
  });
}

/** As they are now. Throws ForgeError `workspace.untrusted`. */
export async function benchmarkMeans({ context }: ForgeWindow): Promise<BenchmarkMeans> {
  refuseUntrusted('its settings say which models are asked and where programs run');
  return { settings: readSettings(context), keys: await readKeys(context.secrets), project: project() };
}

/** The folder whose prompts, workflows and commit are used. */
function project(): string | null {
  return vscode.workspace.workspaceFolders?.find(({ uri }) => uri.scheme === 'file')?.uri.fsPath ?? null;
}

function versionOf({ extension }: vscode.ExtensionContext): string {
  return (extension.packageJSON as { readonly version: string }).version;
}
