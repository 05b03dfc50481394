import * as vscode from 'vscode';
import type { ResumableRun } from '../../host/list-resumable.ts';
import type { ForgeWindow } from '../forge-window.ts';

/** A stored run, and the open folder it belongs to. */
export interface ResumableRow {
  readonly summary: ResumableRun;
  readonly folder: vscode.Uri;
}

/** Runs of the open folders that have not ended, newest first. */
export async function findResumableRuns({ engine }: ForgeWindow): Promise<readonly ResumableRow[]> {
  const folders = (vscode.workspace.workspaceFolders ?? []).filter(({ uri }) => uri.scheme === 'file');
  if (folders.length === 0) return [];
  const byPath = new Map(folders.map(({ uri }) => [uri.fsPath, uri]));
  return (await engine()).resumable([...byPath.keys()]).flatMap(summary => {
    const folder = byPath.get(summary.folder);
    return folder === undefined ? [] : [{ summary, folder }];
  });
}
