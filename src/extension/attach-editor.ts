import * as vscode from 'vscode';
import type { Attachment } from '../engine/run/run-request.ts';

/** What the person has in front of them: the active file, and in it the selection. */
export function attachEditor(folder: vscode.WorkspaceFolder): readonly Attachment[] {
  const editor = vscode.window.activeTextEditor;
  if (editor === undefined || editor.document.uri.scheme !== 'file') return [];
  const { document, selection } = editor;
  if (vscode.workspace.getWorkspaceFolder(document.uri)?.uri.toString() !== folder.uri.toString()) return [];
  const path = document.uri.path.slice(folder.uri.path.replace(/\/$/, '').length + 1);
  if (selection.isEmpty) return [{ path }];
  const text = document.getText(selection);
  return [{ path, selection: { startLine: selection.start.line + 1, endLine: lastLine(selection), text } }];
}

/** A selection of whole lines ends before the first character of the next one. */
function lastLine({ start, end }: vscode.Selection): number {
  return end.character === 0 && end.line > start.line ? end.line : end.line + 1;
}
