import * as vscode from 'vscode';

/** For what is asked without a person who waits: whoever could not be loaded cannot tell it. */
export function inBackground(asked: Promise<void>): void {
  asked.catch((error: unknown) =>
    vscode.window.showErrorMessage(
      `CodeForge could not be loaded: ${error instanceof Error ? error.message : error}. Reload the window, or install it again.`,
    ),
  );
}
