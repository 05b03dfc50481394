import type * as vscode from 'vscode';
import type { CurrentBench } from './bench/current-bench.ts';
import type { Engine } from './engine.ts';
import type { ReviewModel } from './review/review-model.ts';
import type { CurrentRun } from './run/current-run.ts';

/** What the features of one VS Code window share. Passed as a parameter. */
export interface ForgeWindow {
  readonly context: vscode.ExtensionContext;
  readonly current: CurrentRun;
  readonly review: ReviewModel;
  readonly bench: CurrentBench;
  readonly log: () => vscode.LogOutputChannel;
  /** The output channel "CodeForge Sandbox": what programs in it print, and how it stands. */
  readonly output: () => vscode.OutputChannel;
  /** Soon after anybody has written to the history of runs: this window, another one, or a terminal. */
  readonly onDidStore: vscode.Event<void>;
  /** Loads the engine on its first use; starting VS Code must not pay for it. */
  readonly engine: () => Promise<Engine>;
}

/** One feature: it hooks itself up and returns how to unhook it. */
export type Contribution = (window: ForgeWindow) => vscode.Disposable;
