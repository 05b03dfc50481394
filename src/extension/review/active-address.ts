import * as vscode from 'vscode';
import type { FileProposal } from '../../engine/change/review/file-proposal.ts';
import { proposedUri, type Review } from './review-model.ts';

/** The address of what the active editor shows, of a diff its right side; also where that is no text. */
export function activeAddress(review: Review | undefined): vscode.Uri | undefined {
  const editor = vscode.window.activeTextEditor;
  if (editor !== undefined) return editor.document.uri;
  const tab = vscode.window.tabGroups.activeTabGroup.activeTab;
  if (tab === undefined) return undefined;
  const { input, label } = tab;
  if (input instanceof vscode.TabInputTextDiff) return input.modified;
  if (input instanceof vscode.TabInputText || input instanceof vscode.TabInputCustom) return input.uri;
  // Of two pictures side by side VS Code tells the label alone, which names both.
  const [file, ...others] = review?.files.filter(each => label === pictureLabel(each)) ?? [];
  return review && file && others.length === 0 ? proposedUri(review, file) : undefined;
}

/** What VS Code calls the diff of two pictures. */
export function pictureLabel({ path, from }: FileProposal): string {
  return `${nameOf(from ?? path)} ↔ ${nameOf(path)}`;
}

const nameOf = (path: string) => path.slice(path.lastIndexOf('/') + 1);
