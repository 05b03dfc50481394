import * as vscode from 'vscode';
import { ForgeError } from '../../engine/forge-error.ts';
import { chooseFolder } from '../choose-folder.ts';
import { gatherErrors } from '../fix/gather-symptoms.ts';
import { startFix } from '../fix/start-fix.ts';
import type { Contribution, ForgeWindow } from '../forge-window.ts';
import { registerCommand } from '../register-command.ts';

/** "Fix Terminal Selection": an error that a program printed, and where the shell tells it, the command that failed. */
export const fixTerminal: Contribution = window =>
  registerCommand(window, 'codeforge.fixTerminalSelection', () => fix(window));

async function fix(window: ForgeWindow): Promise<void> {
  const terminal = vscode.window.activeTerminal;
  const text = await selectedText();
  const folder = await chooseFolder();
  if (folder === undefined) return;
  const last = terminal && window.failedCommands.get(terminal);
  // The sandbox runs it in the folder, so it counts only where the folder is where it was run.
  const command = last?.cwd?.toString() === folder.uri.toString() ? last.command : null;
  await startFix(window, folder, async () => ({
    targets: [],
    others: gatherErrors(folder),
    output: { kind: 'terminal', title: '', text },
    command,
  }));
}

/**
 * What is selected in the terminal. VS Code tells it to no extension but through the clipboard, which gets back what
 * it held. Throws ForgeError `workspace.unreadable` where nothing is selected.
 */
async function selectedText(): Promise<string> {
  const { clipboard } = vscode.env;
  const kept = await clipboard.readText();
  try {
    await clipboard.writeText('');
    await vscode.commands.executeCommand('workbench.action.terminal.copySelection');
    const text = await clipboard.readText();
    if (text.trim() !== '') return text;
  } finally {
    await clipboard.writeText(kept);
  }
  throw new ForgeError(
    'workspace.unreadable',
    'Nothing is selected in the terminal. Select the error there, and try again.',
  );
}
