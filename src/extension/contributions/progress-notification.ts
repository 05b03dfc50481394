import * as vscode from 'vscode';
import type { RunView } from '../../engine/run/run-view.ts';
import type { Contribution, ForgeWindow } from '../forge-window.ts';
import { withBoundary } from '../register-command.ts';
import { isUnderWay, runStatus } from '../run/run-status.ts';
import { describeEvent } from '../text/describe-event.ts';
import { shortTask } from '../text/describe-run.ts';

/**
 * A notification with "Cancel" for as long as a run works; it says what is going on. Where that is in another window, it
 * says so: the run is only looked at here.
 */
export const progressNotification: Contribution = window => {
  let isShown = false;
  return window.current.onDidChange(async view => {
    if (isShown || view === undefined || !isUnderWay(runStatus(view))) return;
    isShown = true;
    try {
      await show(window, view);
    } finally {
      isShown = false;
    }
  });
};

async function show(window: ForgeWindow, { task }: RunView): Promise<void> {
  const { current } = window;
  const isElsewhere = current.isElsewhere();
  const options = {
    location: vscode.ProgressLocation.Notification,
    // VS Code cuts such a message to one line.
    title: isElsewhere
      ? 'CodeForge works in another window. Here you look on.'
      : `CodeForge: ${shortTask(task)}`,
    cancellable: !isElsewhere,
  };
  await vscode.window.withProgress(options, async (progress, token) => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const listeners = vscode.Disposable.from(
      token.onCancellationRequested(() =>
        withBoundary(window, async () => {
          await current.cancel();
        }),
      ),
      current.onDidTell(event => {
        const message = describeEvent(event);
        if (message !== undefined && !isElsewhere) progress.report({ message });
      }),
      current.onDidChange(view => {
        if (view === undefined || !isUnderWay(runStatus(view))) resolve();
      }),
    );
    await promise;
    listeners.dispose();
  });
}
