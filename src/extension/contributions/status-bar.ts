import * as vscode from 'vscode';
import type { RunView } from '../../engine/run/run-view.ts';
import type { RunStatus } from '../../protocol/chat/run-slice.ts';
import type { Contribution } from '../forge-window.ts';
import { runStatus } from '../run/run-status.ts';
import { describeCost, describeState, shortTask } from '../text/describe-run.ts';

/** Where the run stands, in the status bar; a click leads to what can be done about it. */
export const statusBar: Contribution = ({ current }) => {
  const item = vscode.window.createStatusBarItem('codeforge.run', vscode.StatusBarAlignment.Left, 10);
  item.name = 'CodeForge Run';
  return vscode.Disposable.from(
    item,
    current.onDidChange(view => {
      if (view === undefined) item.hide();
      else show(item, view);
    }),
  );
};

function show(item: vscode.StatusBarItem, view: RunView): void {
  const status = runStatus(view);
  const attempts = view.attempts.length === 0 ? [] : [`attempt ${view.attempts.length}`];
  const facts = [describeState(view), ...attempts, describeCost(view.costUsd)];
  item.text = `$(${icons[status]}) CodeForge: ${facts.join(' · ')}`;
  item.tooltip = `${shortTask(view.task, 120)}\n${status === 'deciding' ? 'Show the review' : 'Show the run'}`;
  item.command = status === 'deciding' ? 'codeforge.showReview' : 'codeforge.run.focus';
  const colour = colours[status];
  item.backgroundColor = colour === undefined ? undefined : new vscode.ThemeColor(colour);
  item.show();
}

const icons: Readonly<Record<RunStatus, string>> = {
  working: 'sync~spin',
  cancelling: 'sync~spin',
  deciding: 'diff-multiple',
  paused: 'debug-pause',
  completed: 'pass',
  failed: 'error',
  cancelled: 'circle-slash',
};

const colours: Readonly<Partial<Record<RunStatus, string>>> = {
  deciding: 'statusBarItem.warningBackground',
  failed: 'statusBarItem.errorBackground',
};
