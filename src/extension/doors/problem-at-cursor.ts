import * as vscode from 'vscode';
import { contextKeys } from '../command-ids.ts';
import type { Door } from './door.ts';

/** Keeps the condition of the editor's menu true. */
export const problemAtCursor: Door = () => {
  let last: boolean | undefined;
  const look = () => {
    const now = isProblemAtCursor();
    if (now === last) return;
    last = now;
    void vscode.commands.executeCommand('setContext', contextKeys.problemAtCursor, now);
  };
  look();
  return vscode.Disposable.from(
    vscode.window.onDidChangeActiveTextEditor(look),
    vscode.window.onDidChangeTextEditorSelection(look),
    vscode.languages.onDidChangeDiagnostics(look),
  );
};

function isProblemAtCursor(): boolean {
  const editor = vscode.window.activeTextEditor;
  if (editor === undefined || vscode.workspace.getWorkspaceFolder(editor.document.uri) === undefined)
    return false;
  return vscode.languages
    .getDiagnostics(editor.document.uri)
    .some(({ range }) => range.intersection(editor.selection) !== undefined);
}
