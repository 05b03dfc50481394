import * as vscode from 'vscode';
import { ForgeError } from '../engine/forge-error.ts';

/**
 * A run works on a copy of what is on disk. Where editors hold something else, the person says what shall
 * count. False: they do not want to run. Throws ForgeError `workspace.unreadable` when saving fails.
 */
export async function saveBeforeRun(folder: vscode.WorkspaceFolder): Promise<boolean> {
  const unsaved = vscode.workspace.textDocuments.filter(
    ({ isDirty, uri }) =>
      isDirty &&
      uri.scheme === 'file' &&
      vscode.workspace.getWorkspaceFolder(uri)?.uri.toString() === folder.uri.toString(),
  );
  if (unsaved.length === 0) return true;
  const answer = await vscode.window.showWarningMessage(question(unsaved), saveAndRun, runAnyway);
  if (answer !== saveAndRun) return answer === runAnyway;
  for (const document of unsaved) {
    if (!(await document.save())) throw notSaved(document);
  }
  return true;
}

const saveAndRun = 'Save and Run';
const runAnyway = 'Run on the Saved Files';

function question(unsaved: readonly vscode.TextDocument[]): string {
  const [first] = unsaved;
  const name = first && vscode.workspace.asRelativePath(first.uri);
  const what =
    unsaved.length === 1 ? `${name} has unsaved changes` : `${unsaved.length} files have unsaved changes`;
  return `${what}. CodeForge works on what is saved.`;
}

function notSaved({ uri }: vscode.TextDocument): ForgeError {
  const name = vscode.workspace.asRelativePath(uri);
  return new ForgeError(
    'workspace.unreadable',
    `${name} could not be saved. Save it yourself, and try again.`,
  );
}
