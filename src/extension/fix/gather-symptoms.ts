import * as vscode from 'vscode';
import type { Diagnostic } from '../../engine/ports/diagnostics.ts';
import type { Symptoms, TargetDiagnostic } from '../../engine/symptoms/symptoms.ts';
import { plainDiagnostic } from '../diagnostics/read-diagnostics.ts';
import { enclosingSymbol } from './enclosing-symbol.ts';

/** Problems of one file that a person pointed at. */
export interface PointedAt {
  readonly uri: vscode.Uri;
  readonly diagnostics: readonly vscode.Diagnostic[];
}

/** Everything that the editor knows about problems: as it is, without bounds; the engine sets them. */
export async function gatherSymptoms(
  folder: vscode.WorkspaceFolder,
  { uri, diagnostics }: PointedAt,
): Promise<Symptoms> {
  const document = await vscode.workspace.openTextDocument(uri);
  const targets: TargetDiagnostic[] = [];
  for (const diagnostic of diagnostics) targets.push(await targetOf(folder, document, diagnostic));
  return { targets, others: otherErrors(folder, { uri, diagnostics }), output: null, command: null };
}

/** Like those, but of something that was printed; the folder's errors may have to do with it. */
export function gatherErrors(folder: vscode.WorkspaceFolder): Symptoms['others'] {
  return otherErrors(folder, { uri: folder.uri, diagnostics: [] });
}

/** The path of a file in a folder, as the engine names it; undefined for one that is not in it. */
function pathIn(folder: vscode.WorkspaceFolder, uri: vscode.Uri): string | undefined {
  if (vscode.workspace.getWorkspaceFolder(uri)?.uri.toString() !== folder.uri.toString()) return undefined;
  return uri.path.slice(folder.uri.path.replace(/\/$/u, '').length + 1);
}

async function targetOf(
  folder: vscode.WorkspaceFolder,
  document: vscode.TextDocument,
  diagnostic: vscode.Diagnostic,
): Promise<TargetDiagnostic> {
  const related = (diagnostic.relatedInformation ?? []).flatMap(({ location, message }) => {
    const path = pathIn(folder, location.uri);
    return path === undefined ? [] : [{ path, line: location.range.start.line + 1, message }];
  });
  return {
    ...plainDiagnostic(diagnostic, pathIn(folder, document.uri) ?? ''),
    related,
    symbol: await enclosingSymbol(document, diagnostic.range),
  };
}

/** Errors beside those that were pointed at: of the same file first. */
function otherErrors(folder: vscode.WorkspaceFolder, { uri, diagnostics }: PointedAt): readonly Diagnostic[] {
  const targets = new Set(diagnostics.map(keyOf));
  const here = uri.toString();
  return vscode.languages
    .getDiagnostics()
    .toSorted(([a], [b]) => Number(b.toString() === here) - Number(a.toString() === here))
    .flatMap(([file, found]) => {
      const path = pathIn(folder, file);
      if (path === undefined) return [];
      return found
        .filter(({ severity }) => severity === vscode.DiagnosticSeverity.Error)
        .filter(diagnostic => file.toString() !== here || !targets.has(keyOf(diagnostic)))
        .map(diagnostic => plainDiagnostic(diagnostic, path));
    });
}

/** VS Code hands out the same problem as another object each time. */
function keyOf(diagnostic: vscode.Diagnostic): string {
  const { range, ...plain } = plainDiagnostic(diagnostic, '');
  return JSON.stringify([range, plain]);
}
