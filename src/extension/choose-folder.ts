import * as vscode from 'vscode';
import { ForgeError } from '../engine/forge-error.ts';
import { refuseUntrusted } from './refuse-untrusted.ts';

/**
 * The folder a task is about: the only one that is open or that the task points at, else the one a person picks.
 * Undefined when they pick none, or none is open. Throws ForgeError `workspace.untrusted` or `workspace.unreadable`.
 */
export async function chooseFolder(
  pointedAt: readonly vscode.WorkspaceFolder[] = [],
): Promise<vscode.WorkspaceFolder | undefined> {
  const folders = vscode.workspace.workspaceFolders ?? [];
  if (folders.length === 0) {
    void offerToOpenOne();
    return undefined;
  }
  refuseUntrusted('solving a task reads and runs what is in it');
  const [certain, ...more] = pointedAt.length > 0 ? pointedAt : folders;
  const folder = more.length === 0 ? certain : await pickFolder(folders);
  if (folder !== undefined && folder.uri.scheme !== 'file') {
    throw new ForgeError(
      'workspace.unreadable',
      `The folder ${folder.name} is not on a disk (it is ${folder.uri.scheme}:). Open a local copy of it.`,
    );
  }
  return folder;
}

async function offerToOpenOne(): Promise<void> {
  const open = 'Open Folder';
  const message = 'No folder is open. Open the one that holds the code, and try again.';
  const answer = await vscode.window.showErrorMessage(message, open);
  if (answer === open) await vscode.commands.executeCommand('workbench.action.files.openFolder');
}

/** The folder of the active editor is the likeliest, so it comes first. */
async function pickFolder(
  folders: readonly vscode.WorkspaceFolder[],
): Promise<vscode.WorkspaceFolder | undefined> {
  const active = vscode.window.activeTextEditor?.document.uri;
  const likely = active && vscode.workspace.getWorkspaceFolder(active);
  const sorted = [...folders].sort((a, b) => Number(b === likely) - Number(a === likely));
  const items = sorted.map(folder => ({ label: folder.name, description: folder.uri.fsPath, folder }));
  const picked = await vscode.window.showQuickPick(items, {
    title: 'CodeForge: Solve Task',
    placeHolder: 'Which folder is the task about?',
  });
  return picked?.folder;
}
