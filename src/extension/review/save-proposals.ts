import * as vscode from 'vscode';
import { proposalScheme, proposedPath } from './proposal-uri.ts';

/** An edit of a proposal that is not saved yet is meant by whoever decides about it. All files when none is named. */
export async function saveProposals(path?: string): Promise<void> {
  for (const document of vscode.workspace.textDocuments) {
    const { uri, isDirty } = document;
    if (!isDirty || uri.scheme !== proposalScheme) continue;
    if (path === undefined || path === proposedPath(uri)) await document.save();
  }
}
