import type * as vscode from 'vscode';
import type { Answers } from './answers.ts';
import type { CurrentBench } from './bench/current-bench.ts';
import type { Engine } from './engine.ts';
import type { ReviewModel } from './review/review-model.ts';
import type { CurrentRun } from './run/current-run.ts';
import type { ResumableRuns } from './run/resumable-runs.ts';
import type { WindowStart } from './window-start.ts';

/** What the features of one VS Code window share. Passed as a parameter. */
export interface ForgeWindow extends WindowStart {
  readonly current: CurrentRun;
  readonly review: ReviewModel;
  readonly resumable: ResumableRuns;
  readonly bench: CurrentBench;
  readonly answers: Answers;
  readonly log: () => vscode.LogOutputChannel;
  /** The output channel "CodeForge Sandbox": what programs in it print, and how it stands. */
  readonly output: () => vscode.OutputChannel;
  /** Loads the engine on its first use. */
  readonly engine: () => Promise<Engine>;
}

/**
 * One feature: it answers what it is asked, listens to what it shows, and returns how to undo that. What VS Code has to
 * know before anything was used, a Door tells it.
 */
export type Contribution = (window: ForgeWindow) => vscode.Disposable;
