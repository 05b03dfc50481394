import type * as vscode from 'vscode';
import { toFailure } from '../engine/failure.ts';
import { isAbort } from '../engine/forge-error.ts';
import type { CommandId } from './command-ids.ts';
import type { ForgeWindow } from './forge-window.ts';
import { showFailure } from './show-failure.ts';

/** Answers a command. This is the one place where an error meets the user. Cancelling is not an error, so it says nothing. */
export function registerCommand(
  window: ForgeWindow,
  id: CommandId,
  run: (argument: unknown, ...more: readonly unknown[]) => Promise<void>,
): vscode.Disposable {
  return window.answers.give(id, (argument, ...more) => withBoundary(window, () => run(argument, ...more)));
}

/** The same boundary for what a person starts without a command, such as a button in a webview. */
export async function withBoundary(window: ForgeWindow, run: () => Promise<void>): Promise<void> {
  try {
    await run();
  } catch (error) {
    if (isAbort(error)) return;
    // Not awaited: a command is over when its message is shown, not when it is dismissed.
    void showFailure(window, toFailure(error));
  }
}
