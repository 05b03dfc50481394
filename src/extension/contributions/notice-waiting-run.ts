import * as vscode from 'vscode';
import { ForgeError } from '../../engine/forge-error.ts';
import type { Contribution, ForgeWindow } from '../forge-window.ts';
import { withBoundary } from '../register-command.ts';
import type { ResumableRow } from '../run/resumable-runs.ts';
import { shortTask } from '../text/describe-run.ts';
import { describeWaiting } from '../text/describe-stored-run.ts';

/**
 * Says in the status bar that another window or a terminal has left something to decide in a folder that is open here.
 * Nothing opens by itself: whoever is at work in this window looks at it when they like.
 */
export const noticeWaitingRun: Contribution = window => {
  const item = vscode.window.createStatusBarItem('codeforge.waitingRun', vscode.StatusBarAlignment.Left, 9);
  item.name = 'CodeForge Waiting Run';
  // What this window has shown is no news to it: it was left for later here.
  const shown = new Set<string>();
  let rows: readonly ResumableRow[] = [];
  const draw = () =>
    show(
      item,
      rows.filter(({ summary }) => !shown.has(summary.id)),
    );
  return vscode.Disposable.from(
    item,
    window.answers.give('history.look', () => withBoundary(window, () => look(window))),
    window.resumable.onDidRead(all => {
      rows = all.filter(
        ({ summary: { awaiting, updatedAt } }) =>
          awaiting !== null && awaiting !== 'work' && updatedAt >= window.activatedAt,
      );
      draw();
    }),
    window.current.onDidChange(view => {
      if (view === undefined || shown.has(view.runId)) return;
      shown.add(view.runId);
      draw();
    }),
  );
};

async function look(window: ForgeWindow): Promise<void> {
  try {
    await window.resumable.read();
  } catch (error) {
    // Nobody asked for it here, so nobody is told.
    if (!(error instanceof ForgeError)) throw error;
    window.log().info(error.message);
  }
}

function show(item: vscode.StatusBarItem, rows: readonly ResumableRow[]): void {
  const [row, ...more] = rows;
  if (row === undefined) {
    item.hide();
    return;
  }
  item.text = `$(bell-dot) CodeForge: ${more.length === 0 ? '1 run waits' : `${rows.length} runs wait`} for you`;
  item.tooltip = rows
    .map(({ summary }) => `${shortTask(summary.task, 120)}: ${describeWaiting(summary)}`)
    .concat('From another window or terminal. Take it up here')
    .join('\n');
  item.command = {
    title: 'Resume Run',
    command: 'codeforge.resumeRun',
    ...(more.length === 0 && { arguments: [row.summary.id] }),
  };
  item.show();
}
