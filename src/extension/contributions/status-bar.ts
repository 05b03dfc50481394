import * as vscode from 'vscode';
import { type Countdown, describeCountdown } from '../../engine/resilience/describe-notice.ts';
import type { RunView } from '../../engine/run/run-view.ts';
import type { RunStatus } from '../../protocol/chat/run-slice.ts';
import type { Contribution } from '../forge-window.ts';
import { runStatus } from '../run/run-status.ts';
import { describeCost, describeState, shortTask } from '../text/describe-run.ts';

/** Where the run stands, in the status bar; a click leads to what can be done about it. */
export const statusBar: Contribution = ({ current }) => {
  const item = vscode.window.createStatusBarItem('codeforge.run', vscode.StatusBarAlignment.Left, 10);
  item.name = 'CodeForge Run';
  let ticking: NodeJS.Timeout | undefined;
  const draw = () => {
    clearTimeout(ticking);
    const view = current.view();
    if (view === undefined) return item.hide();
    const wait = current.wait();
    show(item, view, { wait, isElsewhere: current.isElsewhere() });
    if (wait !== null) ticking = setTimeout(draw, tickMs);
  };
  return vscode.Disposable.from(item, current.onDidChange(draw), { dispose: () => clearTimeout(ticking) });
};

interface Surrounding {
  /** How long a model is waited for, while it is. */
  readonly wait: Countdown | null;
  readonly isElsewhere: boolean;
}

/** The run, or while a model is waited for how long that will be: there is no room for both. */
function show(item: vscode.StatusBarItem, view: RunView, { wait, isElsewhere }: Surrounding): void {
  const status = runStatus(view);
  const attempts = view.attempts.length === 0 ? [] : [`attempt ${view.attempts.length}`];
  const state = isElsewhere ? `${describeState(view)} in another window` : describeState(view);
  const facts = [state, ...attempts, describeCost(view.costUsd)].join(' · ');
  item.text =
    wait === null
      ? `$(${icons[status]}) CodeForge: ${facts}`
      : `$(watch) CodeForge: ${describeCountdown(wait, Date.now())}`;
  item.tooltip = `${shortTask(view.task, 120)}\n${facts}\n${status === 'deciding' ? 'Show the review' : 'Show the run'}`;
  item.command = status === 'deciding' ? 'codeforge.showReview' : 'codeforge.chat.focus';
  const colour = colours[status];
  item.backgroundColor = colour === undefined ? undefined : new vscode.ThemeColor(colour);
  item.show();
}

const tickMs = 500;

const icons: Readonly<Record<RunStatus, string>> = {
  working: 'sync~spin',
  cancelling: 'sync~spin',
  approving: 'checklist',
  deciding: 'diff-multiple',
  paused: 'debug-pause',
  completed: 'pass',
  failed: 'error',
  cancelled: 'circle-slash',
};

const colours: Readonly<Partial<Record<RunStatus, string>>> = {
  approving: 'statusBarItem.warningBackground',
  deciding: 'statusBarItem.warningBackground',
  failed: 'statusBarItem.errorBackground',
};
