import * as vscode from 'vscode';
import type { Door } from './door.ts';

/** Remembers what fails in terminals: VS Code tells it once, and whoever wants it mended comes later. */
export const failedCommands: Door = (_, { failedCommands: failed }) =>
  vscode.window.onDidEndTerminalShellExecution(({ terminal, execution, exitCode }) => {
    const { commandLine, cwd } = execution;
    // A command that is only guessed from the screen may be another one.
    const isKnown = commandLine.confidence === vscode.TerminalShellExecutionCommandLineConfidence.High;
    if (isKnown && exitCode !== undefined && exitCode !== 0)
      failed.set(terminal, { command: commandLine.value, cwd });
    else failed.delete(terminal);
  });
