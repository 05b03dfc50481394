import path from 'node:path';
import * as vscode from 'vscode';
import { ForgeError } from '../../engine/forge-error.ts';
import { hasCommand } from '../../engine/run/has-command.ts';
import { isSameFolder } from '../../host/is-same-folder.ts';
import type { Contribution, ForgeWindow } from '../forge-window.ts';
import { refuseUntrusted } from '../refuse-untrusted.ts';
import { registerCommand } from '../register-command.ts';
import { runInSandbox } from '../run-in-sandbox.ts';
import { readSettings } from '../settings/read-settings.ts';

/**
 * "CodeForge: Fetch Artifacts…": what the check of the window's run makes with its change, or that of the run whose id is
 * the argument, in a folder that a person has chosen. A sandbox goes with all that is in it, so the check runs once more, in a new one.
 */
export const fetchArtifacts: Contribution = window =>
  registerCommand(window, 'codeforge.fetchArtifacts', async argument => {
    const { view, folder } =
      typeof argument === 'string' ? await storedRun(window, argument) : windowsRun(window);
    if (view == null || folder === undefined || !hasCommand(view)) throw nothingToRun();
    refuseUntrusted('its settings say where programs run');
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

function windowsRun({ current }: ForgeWindow) {
  return { view: current.view(), folder: current.lastFolder() };
}

/** Without a folder when that is not open here. */
async function storedRun({ engine }: ForgeWindow, runId: string) {
  const { view, summary } = (await engine()).library.run(runId);
  const open = vscode.workspace.workspaceFolders?.find(({ uri }) =>
    isSameFolder(uri.fsPath, summary.workspaceRoot),
  );
  return { view, folder: open?.uri };
}

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
