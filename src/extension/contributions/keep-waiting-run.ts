import * as vscode from 'vscode';
import { ForgeError } from '../../engine/forge-error.ts';
import type { Contribution, ForgeWindow } from '../forge-window.ts';
import { gatherSurroundings } from '../gather-surroundings.ts';
import { withBoundary } from '../register-command.ts';

/**
 * A plan or a change that waits for a decision is there again after the window was reloaded, and in any other window on
 * its folder. Only such a run is taken up by itself: going on with any other costs money, so that is asked for.
 */
export const keepWaitingRun: Contribution = window => {
  void withBoundary(window, () => takeUp(window));
  let kept: WaitingRun | undefined;
  return window.current.onDidChange(view => {
    const waiting: WaitingRun | undefined =
      view?.awaiting === 'decision' || view?.awaiting === 'plan'
        ? { runId: view.runId, folder: window.current.folder()?.toString() ?? '' }
        : undefined;
    if (waiting?.runId === kept?.runId) return;
    if (kept !== undefined) forget(window, kept);
    kept = waiting;
    if (waiting !== undefined) void window.context.globalState.update(keyOf(waiting.folder), waiting);
  });
};

interface WaitingRun {
  readonly runId: string;
  /** The address of its folder. */
  readonly folder: string;
}

/** Windows on a folder share what is kept under it. */
const keyOf = (folder: string) => `codeforge.waitingRun ${folder}`;

/** What another window keeps there stays. */
function forget({ context: { globalState } }: ForgeWindow, { runId, folder }: WaitingRun): void {
  if (globalState.get<WaitingRun>(keyOf(folder))?.runId === runId) {
    void globalState.update(keyOf(folder), undefined);
  }
}

function waitingHere({ context: { globalState } }: ForgeWindow): WaitingRun | undefined {
  const folders = (vscode.workspace.workspaceFolders ?? []).map(({ uri }) => uri.toString());
  return folders.map(folder => globalState.get<WaitingRun>(keyOf(folder))).find(found => found !== undefined);
}

async function takeUp(window: ForgeWindow): Promise<void> {
  const { current, engine } = window;
  const waiting = waitingHere(window);
  if (waiting === undefined || current.view() !== undefined) return;
  const folder = vscode.Uri.parse(waiting.folder);
  try {
    const surroundings = await gatherSurroundings(window, folder);
    await current.drive(folder, async () => (await engine()).reopen(waiting.runId, surroundings));
  } catch (error) {
    // It is gone: nobody asked for it here, so nobody is told.
    if (!(error instanceof ForgeError)) throw error;
    window.log().info(error.message);
  }
}
