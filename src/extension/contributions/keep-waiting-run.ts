import * as vscode from 'vscode';
import { ForgeError } from '../../engine/forge-error.ts';
import type { Contribution, ForgeWindow } from '../forge-window.ts';
import { gatherSurroundings } from '../gather-surroundings.ts';
import { withBoundary } from '../register-command.ts';

/**
 * A plan or a change that waits for a decision is there again after the window was reloaded. Only such a run is taken
 * up by itself: going on with any other costs money, so that is asked for.
 */
export const keepWaitingRun: Contribution = window => {
  void withBoundary(window, () => takeUp(window));
  return window.current.onDidChange(view => {
    const waiting: WaitingRun | undefined =
      view?.awaiting === 'decision' || view?.awaiting === 'plan'
        ? { runId: view.runId, folder: window.current.folder()?.toString() ?? '' }
        : undefined;
    void window.context.workspaceState.update(memory, waiting);
  });
};

interface WaitingRun {
  readonly runId: string;
  /** The address of its folder. */
  readonly folder: string;
}

const memory = 'codeforge.waitingRun';

async function takeUp(window: ForgeWindow): Promise<void> {
  const { current, engine, context } = window;
  const waiting = context.workspaceState.get<WaitingRun>(memory);
  if (waiting === undefined || current.view() !== undefined) return;
  const folder = vscode.Uri.parse(waiting.folder);
  try {
    const surroundings = await gatherSurroundings(window, folder);
    await current.drive(folder, async () => (await engine()).reopen(waiting.runId, surroundings));
  } catch (error) {
    // Another window has it, or it is gone: nobody asked for it here, so nobody is told.
    if (!(error instanceof ForgeError)) throw error;
    window.log().info(error.message);
  }
}
