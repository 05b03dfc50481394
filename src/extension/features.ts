import * as vscode from 'vscode';
import { Answers } from './answers.ts';
import { CurrentBench } from './bench/current-bench.ts';
import { benchmarkTests } from './contributions/benchmark-tests.ts';
import { cancelRun } from './contributions/cancel-run.ts';
import { chatView } from './contributions/chat-view.ts';
import { checkAccepted } from './contributions/check-accepted.ts';
import { checkSettings } from './contributions/check-settings.ts';
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
import { loadOnce } from './load-once.ts';
import type { Ask } from './requests.ts';
import { ReviewModel } from './review/review-model.ts';
import { throughEditors } from './review/through-editors.ts';
import { CurrentRun } from './run/current-run.ts';
import { ResumableRuns } from './run/resumable-runs.ts';
import type { WindowStart } from './window-start.ts';

/** All that CodeForge does in a window, from the first time that something of it is used there. */
export interface Features {
  readonly ask: Ask;
  /** Lets go of the run, so that nothing it started stays behind and any process can take it up. */
  close(): Promise<void>;
}

export function openFeatures(start: WindowStart): Features {
  const current = new CurrentRun();
  const review = new ReviewModel(current);
  const bench = new CurrentBench();
  const answers = new Answers();
  let log: vscode.LogOutputChannel | undefined;
  let output: vscode.OutputChannel | undefined;
  const engine = loadOnce(() => openEngine(start.context));
  const resumable = new ResumableRuns(engine);
  const window: ForgeWindow = {
    ...start,
    current,
    review,
    resumable,
    bench,
    answers,
    engine,
    log: () => {
      log ??= vscode.window.createOutputChannel('CodeForge', { log: true });
      return log;
    },
    output: () => {
      output ??= vscode.window.createOutputChannel('CodeForge Sandbox');
      return output;
    },
  };
  const hooks = vscode.Disposable.from(...contributions.map(contribute => contribute(window)));
  const close = async () => {
    await Promise.all([current.release(), bench.stop()]);
    hooks.dispose();
    bench.dispose();
    review.dispose();
    resumable.dispose();
    current.dispose();
    await (await engine.loaded())?.[Symbol.asyncDispose]();
    log?.dispose();
    output?.dispose();
  };
  return { ask: answers.ask, close };
}

/** The engine is a bundle of its own: it is read when it is needed. */
async function openEngine({ extensionUri }: vscode.ExtensionContext): Promise<Engine> {
  const { createEngine } = await import('./engine-host.ts');
  const assetsDirectory = vscode.Uri.joinPath(extensionUri, 'dist').fsPath;
  return createEngine({ assetsDirectory, throughEditors, editorModels, diagnostics: editorDiagnostics });
}

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
  checkSettings,
  setContextKeys,
  statusBar,
  progressNotification,
  keepWaitingRun,
  noticeWaitingRun,
  problemVerdict,
];
