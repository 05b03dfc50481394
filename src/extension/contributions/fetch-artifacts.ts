import path from 'node:path';
import * as vscode from 'vscode';
import { ForgeError } from '../../engine/forge-error.ts';
import { hasCommand } from '../../engine/run/has-command.ts';
import type { Contribution } from '../forge-window.ts';
import { registerCommand } from '../register-command.ts';
import { runInSandbox } from '../run-in-sandbox.ts';
import { readSettings } from '../settings/read-settings.ts';

/**
 * "CodeForge: Fetch Artifacts…": what the check of the window's run makes with its change, in a folder that a person has
 * chosen. A sandbox goes with all that is in it, so the check runs once more, in a new one.
 */
export const fetchArtifacts: Contribution = window =>
  registerCommand(window, 'codeforge.fetchArtifacts', async () => {
    const view = window.current.view();
    const folder = window.current.lastFolder();
    if (view === undefined || folder === undefined || !hasCommand(view)) throw nothingToRun();
    const directory = await askFolder(view.runId);
    if (directory === undefined) return;
    const { command, language } = view.check;
    const settings = readSettings(window.context, folder);
    const { contents } = await window.engine();
    const { artifacts } = await runInSandbox(window, {
      settings,
      timeoutSeconds: settings.checkTimeoutSeconds,
      program: { kind: 'line', command, language },
      workspace: folder.fsPath,
      change: { changeSet: view.changeSet, contents },
      artifactsDirectory: directory,
      title: 'CodeForge: Fetching artifacts',
      heading: `${command} for its artifacts`,
    });
    await tell(artifacts, directory);
  });

/** A new folder below the chosen one, for nothing that is there may be lost. */
async function askFolder(runId: string): Promise<string | undefined> {
  const [chosen] =
    (await vscode.window.showOpenDialog({
      title: 'CodeForge: Fetch Artifacts',
      openLabel: 'Save Artifacts Here',
      canSelectFiles: false,
      canSelectFolders: true,
    })) ?? [];
  return chosen && path.join(chosen.fsPath, `artifacts-${runId}`);
}

async function tell(sentences: readonly string[], directory: string): Promise<void> {
  const answer = await vscode.window.showInformationMessage(sentences.join(' '), showFolder);
  if (answer === showFolder) {
    await vscode.commands.executeCommand('revealFileInOS', vscode.Uri.file(directory));
  }
}

const showFolder = 'Show Folder';

function nothingToRun(): ForgeError {
  return new ForgeError(
    'run.unknown',
    'There is no run whose check could make anything. Solve a task, or resume one, and try again.',
  );
}
