import * as vscode from 'vscode';
import type { FileProposal, Hunk } from '../../engine/change/review/file-proposal.ts';
import { pictureLabel } from './active-address.ts';
import { proposalScheme } from './proposal-uri.ts';
import { fileUri, proposedUri, type Review } from './review-model.ts';
import { reviewUri } from './review-uri.ts';

/** Opens a file's diff at one of its hunks: what the run read on the left, what it proposes on the right. */
export async function openFileReview(review: Review, file: FileProposal, hunk?: Hunk): Promise<void> {
  const { executeCommand } = vscode.commands;
  const before = baseUri(file);
  const after = proposedUri(review, file);
  const title = `${file.path} (CodeForge)`;
  const line = hunk?.change.nextStart ?? 0;
  const options = { selection: new vscode.Range(line, 0, line, 0) };
  if (before !== undefined && after !== undefined) {
    await executeCommand('vscode.diff', before, after, title, options);
    rememberPicture(file);
    return;
  }
  // A file that goes is looked at, and decided, where it is.
  await executeCommand('vscode.open', after ?? fileUri(review, file), options, after ? title : undefined);
}

/** What the run read; undefined for what is new. */
export function baseUri(file: FileProposal): vscode.Uri | undefined {
  return file.base === null ? undefined : reviewUri({ path: file.from ?? file.path, hash: file.base });
}

/** Closes what shows a proposal that is no longer one. */
export async function closeProposals(): Promise<void> {
  const tabs = vscode.window.tabGroups.all.flatMap(group => group.tabs);
  await vscode.window.tabGroups.close(tabs.filter(isProposal));
}

function isProposal(tab: vscode.Tab): boolean {
  const { input } = tab;
  if (input instanceof vscode.TabInputTextDiff) return input.modified.scheme === proposalScheme;
  const isOne = input instanceof vscode.TabInputText || input instanceof vscode.TabInputCustom;
  return isOne ? input.uri.scheme === proposalScheme : pictures.has(tab);
}

/**
 * Of two pictures side by side VS Code tells no address, and a comparison of a person's own may have the same label: so
 * what was opened here is known as the tab that it is.
 */
function rememberPicture(file: FileProposal): void {
  const tab = vscode.window.tabGroups.activeTabGroup.activeTab;
  if (tab !== undefined && tab.input === undefined && tab.label === pictureLabel(file)) pictures.add(tab);
}

const pictures = new WeakSet<vscode.Tab>();
