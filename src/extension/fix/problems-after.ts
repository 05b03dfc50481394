import * as vscode from 'vscode';
import { type ChangeSet, changeAt } from '../../engine/change/change-set.ts';
import type { Diagnostic } from '../../engine/ports/diagnostics.ts';
import { compareDiagnostics, type DiagnosticsComparison } from '../../engine/symptoms/compare-diagnostics.ts';
import { collectDiagnostics } from '../diagnostics/collect-diagnostics.ts';
import { plainDiagnostic } from '../diagnostics/read-diagnostics.ts';

/** What the workspace's own files showed before a change was written into them. */
export interface ProblemsBefore {
  readonly folder: vscode.Uri;
  readonly targets: readonly Diagnostic[];
  readonly changeSet: ChangeSet;
  readonly before: readonly Diagnostic[];
}

/** Looks at the files of the problems and at those that will be written, as they are now. */
export function problemsBefore(wanted: Omit<ProblemsBefore, 'before'>): ProblemsBefore {
  return { ...wanted, before: pathsOf(wanted).flatMap(path => found(wanted.folder, path)) };
}

/** Looks again once the language servers have read what was written. Tabs that it needs for that are closed again. */
export async function problemsAfter(known: ProblemsBefore): Promise<DiagnosticsComparison> {
  const { folder, targets, changeSet, before } = known;
  const paths = pathsOf(known).filter(path => changeAt(changeSet, path)?.next !== null);
  const look = () =>
    compareDiagnostics({
      ...{ targets, changeSet, before },
      after: paths.flatMap(path => found(folder, path)),
    });
  const hidden = paths.map(path => vscode.Uri.joinPath(folder, path)).filter(uri => tabsOf(uri).length === 0);
  const signal = new AbortController().signal;
  try {
    await collectDiagnostics(hidden, {
      ...{ quietMs, patienceMs, signal },
      watched: paths.map(path => vscode.Uri.joinPath(folder, path)),
      isEnough: () => look().remaining.length === 0,
    });
    return look();
  } finally {
    await vscode.window.tabGroups.close(hidden.flatMap(tabsOf), true);
  }
}

function pathsOf({ targets, changeSet }: Pick<ProblemsBefore, 'targets' | 'changeSet'>): readonly string[] {
  return [...new Set([...targets.map(({ path }) => path), ...Object.keys(changeSet.files)])].slice(
    0,
    maxDocuments,
  );
}

function found(folder: vscode.Uri, path: string): readonly Diagnostic[] {
  const uri = vscode.Uri.joinPath(folder, path);
  return vscode.languages.getDiagnostics(uri).map(diagnostic => plainDiagnostic(diagnostic, path));
}

function tabsOf(uri: vscode.Uri): readonly vscode.Tab[] {
  const wanted = uri.toString();
  return vscode.window.tabGroups.all
    .flatMap(group => group.tabs)
    .filter(({ input }) => input instanceof vscode.TabInputText && input.uri.toString() === wanted);
}

const quietMs = 1_500;
// A server that needs longer says later what it has to say, and the Problems view shows it.
const patienceMs = 15_000;
const maxDocuments = 25;
