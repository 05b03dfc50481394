import * as vscode from 'vscode';
import { ForgeError } from '../../engine/forge-error.ts';
import type { Symptoms } from '../../engine/symptoms/symptoms.ts';
import type { ForgeWindow } from '../forge-window.ts';
import { gatherSurroundings } from '../gather-surroundings.ts';
import { isFreeToStart } from '../is-free-to-start.ts';
import { offerInstall } from '../offer-install.ts';
import { refuseUntrusted } from '../refuse-untrusted.ts';
import { saveBeforeRun } from '../save-before-run.ts';

/** Drives one run that mends all of what was pointed at. What the editor shows is gathered once its files are saved. */
export async function startFix(
  window: ForgeWindow,
  folder: vscode.WorkspaceFolder,
  gather: () => Promise<Symptoms>,
): Promise<void> {
  if (!(await isFreeToStart(window))) return;
  const surroundings = await gatherSurroundings(window, folder.uri);
  if (!(await saveBeforeRun(folder))) return;
  const symptoms = await gather();
  await offerInstall(window, surroundings);
  await window.current.drive(folder.uri, async () => {
    const engine = await window.engine();
    return engine.create({ ...surroundings, task: '', attachments: [], follows: [], symptoms });
  });
}

/** One more run about what is known already; silent where its folder has been closed meanwhile. */
export async function fixAgain(window: ForgeWindow, folder: vscode.Uri, symptoms: Symptoms): Promise<void> {
  const workspaceFolder = vscode.workspace.getWorkspaceFolder(folder);
  if (workspaceFolder !== undefined) await startFix(window, workspaceFolder, async () => symptoms);
}

/**
 * The folder of a file whose problems can be mended. Throws ForgeError `workspace.untrusted`, or
 * `workspace.unreadable` for a file that is in no folder, or not on a disk.
 */
export function folderOf(uri: vscode.Uri): vscode.WorkspaceFolder {
  const folder = vscode.workspace.getWorkspaceFolder(uri);
  if (folder === undefined || uri.scheme !== 'file') {
    throw new ForgeError(
      'workspace.unreadable',
      'This file belongs to no folder that is open, and a fix works on a copy of the folder. Open its folder, and try again.',
    );
  }
  refuseUntrusted('fixing a problem reads and runs what is in it');
  return folder;
}
