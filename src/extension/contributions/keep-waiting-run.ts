import * as vscode from 'vscode';
import { ForgeError } from '../../engine/forge-error.ts';
import type { Contribution, ForgeWindow } from '../forge-window.ts';
import { gatherSurroundings } from '../gather-surroundings.ts';
import { withBoundary } from '../register-command.ts';
import { forgetWaiting, keepWaiting, type WaitingRun, waitingHere } from '../run/waiting-run.ts';

/**
 * A plan or a change that waits for a decision is there again after the window was reloaded, and in any other window on
 * its folder. Only such a run is taken up by itself: going on with any other costs money, so that is asked for.
 */
export const keepWaitingRun: Contribution = window => {
  let kept: WaitingRun | undefined;
  return vscode.Disposable.from(
    window.answers.give('run.takeUp', () => withBoundary(window, () => takeUp(window))),
    window.current.onDidChange(view => {
      const waiting: WaitingRun | undefined =
        view?.awaiting === 'decision' || view?.awaiting === 'plan'
          ? { runId: view.runId, folder: window.current.folder()?.toString() ?? '' }
          : undefined;
      if (waiting?.runId === kept?.runId) return;
      if (kept !== undefined) forgetWaiting(window.context, kept);
      kept = waiting;
      if (waiting !== undefined) keepWaiting(window.context, waiting);
    }),
  );
};

async function takeUp(window: ForgeWindow): Promise<void> {
  const { current, engine } = window;
  const waiting = waitingHere(window.context);
  if (waiting === undefined || current.view() !== undefined) return;
  const folder = vscode.Uri.parse(waiting.folder);
  try {
    // Its end may have come too late to be kept, just before a reload, and was told then: it is not told again.
    const { outcome } = (await engine()).library.run(waiting.runId).summary;
    if (outcome !== null && outcome !== 'paused') {
      forgetWaiting(window.context, waiting);
      return;
    }
    const surroundings = await gatherSurroundings(window, folder);
    await current.drive(folder, async () => (await engine()).reopen(waiting.runId, surroundings));
  } catch (error) {
    // It is gone: nobody asked for it here, so nobody is told.
    if (!(error instanceof ForgeError)) throw error;
    window.log().info(error.message);
  }
}
