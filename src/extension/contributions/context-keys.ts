import * as vscode from 'vscode';
import { type ContextKey, contextKeys } from '../command-ids.ts';
import type { Contribution, ForgeWindow } from '../forge-window.ts';
import { isReviewTab } from '../review/show-review.ts';
import type { CurrentRun } from '../run/current-run.ts';
import { isUnderWay, runStatus } from '../run/run-status.ts';

/** Keeps the conditions of menus and commands true to the run. */
export const setContextKeys: Contribution = window => {
  const { current } = window;
  const { tabGroups } = vscode.window;
  return vscode.Disposable.from(
    current.onDidChange(view => {
      set(contextKeys.running, view !== undefined && isUnderWay(runStatus(view)));
      // Also while a decision is being written: keys that come in that moment are decisions like any other.
      set(contextKeys.reviewing, current.review() !== undefined);
      set(contextKeys.reviewShown, isReviewShown(current));
    }),
    tabGroups.onDidChangeTabs(() => followTabs(window)),
    tabGroups.onDidChangeTabGroups(() => followTabs(window)),
  );
};

function followTabs({ current }: ForgeWindow): void {
  set(contextKeys.reviewShown, isReviewShown(current));
}

function isReviewShown(current: CurrentRun): boolean {
  const tab = vscode.window.tabGroups.activeTabGroup.activeTab;
  const view = current.view();
  if (tab === undefined || view === undefined) return false;
  return current.review() !== undefined && isReviewTab(tab, view);
}

function set(key: ContextKey, value: boolean): void {
  void vscode.commands.executeCommand('setContext', key, value);
}
