import * as vscode from 'vscode';
import { ForgeError } from '../../engine/forge-error.ts';
import type { PointedAt } from './gather-symptoms.ts';

/**
 * What a command is about: what the light bulb handed over, else the problems at the cursor, else those on its line.
 * Throws ForgeError `workspace.unreadable` where there is none.
 */
export function pointedProblems(argument: unknown): PointedAt {
  if (isPointedAt(argument)) return argument;
  const editor = vscode.window.activeTextEditor;
  if (editor === undefined) throw nothingThere();
  const { document, selection } = editor;
  const all = vscode.languages.getDiagnostics(document.uri);
  const line = document.lineAt(selection.active.line).range;
  const found = [selection, line]
    .map(place => all.filter(({ range }) => range.intersection(place) !== undefined))
    .find(list => list.length > 0);
  if (found === undefined) throw nothingThere();
  return { uri: document.uri, diagnostics: found };
}

/** All problems of a file that people call so. Throws ForgeError `workspace.unreadable` where there is none. */
export function problemsOfFile(argument: unknown): PointedAt {
  const uri = argument instanceof vscode.Uri ? argument : vscode.window.activeTextEditor?.document.uri;
  const diagnostics = uri === undefined ? [] : problemsIn(uri);
  if (uri === undefined || diagnostics.length === 0) throw nothingThere();
  return { uri, diagnostics };
}

/** Errors and warnings: what the Problems view lists at first sight, without remarks and hints. */
export function problemsIn(uri: vscode.Uri): readonly vscode.Diagnostic[] {
  return vscode.languages
    .getDiagnostics(uri)
    .filter(({ severity }) => severity <= vscode.DiagnosticSeverity.Warning)
    .toSorted((a, b) => a.severity - b.severity || a.range.start.compareTo(b.range.start));
}

function isPointedAt(argument: unknown): argument is PointedAt {
  if (typeof argument !== 'object' || argument === null) return false;
  const { uri, diagnostics } = argument as Partial<PointedAt>;
  return (
    uri instanceof vscode.Uri &&
    Array.isArray(diagnostics) &&
    diagnostics.length > 0 &&
    diagnostics.every(diagnostic => diagnostic instanceof vscode.Diagnostic)
  );
}

function nothingThere(): ForgeError {
  return new ForgeError(
    'workspace.unreadable',
    'There is no problem to fix here. Put the cursor on one that the editor underlines, and try again.',
  );
}
