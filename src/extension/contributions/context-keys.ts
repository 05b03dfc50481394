import * as vscode from 'vscode';
import type { RunView } from '../../engine/run/run-view.ts';
import { type ContextKey, contextKeys } from '../command-ids.ts';
import type { Contribution, ForgeWindow } from '../forge-window.ts';
import { isReviewTab } from '../review/show-review.ts';
import { isUnderWay, runStatus } from '../run/run-status.ts';

/** Keeps the conditions of menus and commands true to the run. */
export const setContextKeys: Contribution = window => {
  const { current } = window;
  const { tabGroups } = vscode.window;
  return vscode.Disposable.from(
    current.onDidChange(view => {
      set(contextKeys.running, view !== undefined && isUnderWay(runStatus(view)));
      set(contextKeys.reviewing, view?.awaiting === 'decision');
      set(contextKeys.reviewShown, isReviewShown(view));
    }),
    tabGroups.onDidChangeTabs(() => followTabs(window)),
    tabGroups.onDidChangeTabGroups(() => followTabs(window)),
  );
};

function followTabs({ current }: ForgeWindow): void {
  set(contextKeys.reviewShown, isReviewShown(current.view()));
}

function isReviewShown(view: RunView | undefined): boolean {
  const tab = vscode.window.tabGroups.activeTabGroup.activeTab;
  return tab !== undefined && view?.awaiting === 'decision' && isReviewTab(tab, view);
}

function set(key: ContextKey, value: boolean): void {
  void vscode.commands.executeCommand('setContext', key, value);
}
