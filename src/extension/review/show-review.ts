import * as vscode from 'vscode';
import type { RunView } from '../../engine/run/run-view.ts';
import { shortTask } from '../text/describe-run.ts';
import { baseUri } from './open-file-review.ts';
import { pairChanges, type ReviewPair } from './pair-changes.ts';
import { proposedUri, type Review } from './review-model.ts';
import { reviewUri } from './review-uri.ts';

/** Opens all proposed changes in one editor: what the run read on the left, what it proposes on the right. */
export async function showReview(view: RunView, review: Review): Promise<void> {
  const resources = review.files.map(file => [
    vscode.Uri.joinPath(review.folder, file.path),
    baseUri(file),
    proposedUri(review, file),
  ]);
  await vscode.commands.executeCommand('vscode.changes', reviewTitle(view), resources);
}

/** Opens one of them in a diff editor of its own, or as it is where there is only one side. */
export async function showChange(view: RunView, path: string): Promise<void> {
  const pair = pairChanges(view.changes, view.changeSet).find(change => change.path === path);
  if (pair === undefined) return;
  const [base, next] = sides(pair);
  const title = `${path} (CodeForge)`;
  if (base !== undefined && next !== undefined) {
    await vscode.commands.executeCommand('vscode.diff', base, next, title);
    return;
  }
  await vscode.commands.executeCommand('vscode.open', base ?? next, {}, title);
}

/** Closes the review wherever it is open: once decided, it shows what is no longer a question. */
export async function closeReview(view: RunView): Promise<void> {
  const tabs = vscode.window.tabGroups.all.flatMap(group => group.tabs);
  await vscode.window.tabGroups.close(tabs.filter(tab => isReviewTab(tab, view)));
}

/**
 * Whether a tab is the review of this run. Its label is all that VS Code tells of such an editor in its
 * stable API: our title, with the number of files behind it once they are loaded.
 */
export function isReviewTab({ label }: vscode.Tab, view: RunView): boolean {
  const title = reviewTitle(view);
  return label === title || label.startsWith(`${title} (`);
}

function reviewTitle({ task }: RunView): string {
  return `CodeForge: ${shortTask(task, 40)}`;
}

function sides({ base, next }: ReviewPair): readonly [vscode.Uri | undefined, vscode.Uri | undefined] {
  return [base && reviewUri(base), next && reviewUri(next)];
}
