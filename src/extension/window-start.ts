import type * as vscode from 'vscode';

/** What a window has from its activation on. */
export interface WindowStart {
  readonly context: vscode.ExtensionContext;
  /** Milliseconds since the epoch. */
  readonly activatedAt: number;
  /** Soon after a run of the open folders has moved: in this window, another one, or a terminal. */
  readonly onDidStore: vscode.Event<void>;
  /** What each terminal ran last, where it failed. */
  readonly failedCommands: WeakMap<vscode.Terminal, FailedCommand>;
  /** Benchmark problems in the Testing view. */
  readonly problems: vscode.TestController;
}

export interface FailedCommand {
  readonly command: string;
  readonly cwd: vscode.Uri | undefined;
}
