import * as vscode from 'vscode';
import { watchHistory } from '../host/watch-history.ts';
import { CurrentBench } from './bench/current-bench.ts';
import { benchmarkTests } from './contributions/benchmark-tests.ts';
import { cancelRun } from './contributions/cancel-run.ts';
import { chatView } from './contributions/chat-view.ts';
import { checkAccepted } from './contributions/check-accepted.ts';
import { setContextKeys } from './contributions/context-keys.ts';
import { dashboard } from './contributions/dashboard.ts';
import { explainProblem } from './contributions/explain-problem.ts';
import { fetchArtifacts } from './contributions/fetch-artifacts.ts';
import { fixProblems } from './contributions/fix-problems.ts';
import { fixTerminal } from './contributions/fix-terminal.ts';
import { fixTest } from './contributions/fix-test.ts';
import { hunkCommands } from './contributions/hunk-commands.ts';
import { hunkLenses } from './contributions/hunk-lenses.ts';
import { hunkThreads } from './contributions/hunk-threads.ts';
import { inlineProposals } from './contributions/inline-proposals.ts';
import { installDependencies } from './contributions/install-dependencies.ts';
import { keepWaitingRun } from './contributions/keep-waiting-run.ts';
import { noticeWaitingRun } from './contributions/notice-waiting-run.ts';
import { problemVerdict } from './contributions/problem-verdict.ts';
import { progressNotification } from './contributions/progress-notification.ts';
import { proposalDocuments } from './contributions/proposal-documents.ts';
import { refuseSettingKeys } from './contributions/refuse-setting-keys.ts';
import { restoreCheckpoint } from './contributions/restore-checkpoint.ts';
import { resumeRun } from './contributions/resume-run.ts';
import { reviewChanges } from './contributions/review-changes.ts';
import { reviewDocuments } from './contributions/review-documents.ts';
import { runBenchmark } from './contributions/run-benchmark.ts';
import { runFileInSandbox } from './contributions/run-file-in-sandbox.ts';
import { runLog } from './contributions/run-log.ts';
import { runOutcome } from './contributions/run-outcome.ts';
import { sandboxImages } from './contributions/sandbox-images.ts';
import { setApiKey } from './contributions/set-api-key.ts';
import { solveTask } from './contributions/solve-task.ts';
import { sourceControl } from './contributions/source-control.ts';
import { statusBar } from './contributions/status-bar.ts';
import { testConnection } from './contributions/test-connection.ts';
import { trySample } from './contributions/try-sample.ts';
import { editorDiagnostics } from './diagnostics/editor-diagnostics.ts';
import { editorModels } from './editor-models/editor-models.ts';
import type { Engine } from './engine.ts';
import type { Contribution, ForgeWindow } from './forge-window.ts';
import { ReviewModel } from './review/review-model.ts';
import { throughEditors } from './review/through-editors.ts';
import { CurrentRun } from './run/current-run.ts';

const contributions: readonly Contribution[] = [
  solveTask,
  fixProblems,
  explainProblem,
  fixTerminal,
  fixTest,
  cancelRun,
  checkAccepted,
  fetchArtifacts,
  resumeRun,
  reviewChanges,
  reviewDocuments,
  proposalDocuments,
  hunkCommands,
  hunkLenses,
  inlineProposals,
  hunkThreads,
  sourceControl,
  restoreCheckpoint,
  runOutcome,
  runLog,
  chatView,
  trySample,
  dashboard,
  setApiKey,
  testConnection,
  installDependencies,
  sandboxImages,
  runFileInSandbox,
  runBenchmark,
  benchmarkTests,
  refuseSettingKeys,
  setContextKeys,
  statusBar,
  progressNotification,
  keepWaitingRun,
  noticeWaitingRun,
  problemVerdict,
];

/** Called by VS Code on the first use of a command or the view. */
export function activate(context: vscode.ExtensionContext): void {
  const current = new CurrentRun();
  const review = new ReviewModel(current);
  const bench = new CurrentBench();
  const stored = new vscode.EventEmitter<void>();
  const unwatch = watchHistory(process.env, () => stored.fire());
  let log: vscode.LogOutputChannel | undefined;
  let output: vscode.OutputChannel | undefined;
  let engine: Promise<Engine> | undefined;
  const window: ForgeWindow = {
    context,
    current,
    review,
    bench,
    onDidStore: stored.event,
    log: () => {
      log ??= vscode.window.createOutputChannel('CodeForge', { log: true });
      return log;
    },
    output: () => {
      output ??= vscode.window.createOutputChannel('CodeForge Sandbox');
      return output;
    },
    engine: () => {
      engine ??= openEngine(context).catch(error => {
        // What was in its way may be gone by the next time.
        engine = undefined;
        throw error;
      });
      return engine;
    },
  };
  for (const contribute of contributions) context.subscriptions.push(contribute(window));
  close = async () => {
    unwatch();
    stored.dispose();
    await Promise.all([current.release(), bench.stop()]);
    bench.dispose();
    review.dispose();
    current.dispose();
    await (await engine)?.[Symbol.asyncDispose]();
    log?.dispose();
    output?.dispose();
  };
}

/** Lets go of the run, so that nothing it started stays behind and any process can take it up. */
export async function deactivate(): Promise<void> {
  await close();
}

let close = async () => {};

/** The engine is a bundle of its own: it is read when it is needed, not when VS Code starts. */
async function openEngine({ extensionUri }: vscode.ExtensionContext): Promise<Engine> {
  const { createEngine } = await import('./engine-host.ts');
  const assetsDirectory = vscode.Uri.joinPath(extensionUri, 'dist').fsPath;
  return createEngine({ assetsDirectory, throughEditors, editorModels, diagnostics: editorDiagnostics });
}
