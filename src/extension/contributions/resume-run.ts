import * as vscode from 'vscode';
import { ForgeError } from '../../engine/forge-error.ts';
import type { Contribution, ForgeWindow } from '../forge-window.ts';
import { gatherSurroundings } from '../gather-surroundings.ts';
import { registerCommand } from '../register-command.ts';
import type { ResumableRow } from '../run/resumable-runs.ts';
import { shortTask } from '../text/describe-run.ts';
import { describeAge, describeWaiting } from '../text/describe-stored-run.ts';

/** "CodeForge: Resume Run". With a run's id as its argument it does not ask which. */
export const resumeRun: Contribution = window =>
  registerCommand(window, 'codeforge.resumeRun', async argument => {
    const { current } = window;
    const view = current.view();
    const held = current.folder();
    if (view?.awaiting === 'resume' && argument === view.runId && held !== undefined) {
      await takeUp(window, { summary: { id: view.runId }, folder: held });
      return;
    }
    const rows = await window.resumable.read();
    const row = typeof argument === 'string' ? rowOf(rows, argument) : await pick(rows);
    if (row === undefined) return;
    await takeUp(window, row);
  });

interface TakenUp extends Pick<ResumableRow, 'folder'> {
  readonly summary: Pick<ResumableRow['summary'], 'id'>;
}

/**
 * Opens the run with the settings and keys of now: what made it pause may have been a cap that is raised, or a key
 * that is set. What the window holds is left for later.
 */
async function takeUp(window: ForgeWindow, { summary, folder }: TakenUp): Promise<void> {
  const { current } = window;
  const surroundings = await gatherSurroundings(window, folder);
  if (current.view()?.awaiting != null || current.isElsewhere()) await current.release();
  await current.drive(folder, async () => (await window.engine()).reopen(summary.id, surroundings));
}

function rowOf(rows: readonly ResumableRow[], runId: string): ResumableRow {
  const row = rows.find(({ summary }) => summary.id === runId);
  if (row !== undefined) return row;
  throw new ForgeError('run.unknown', `Run ${runId} is not one of this folder that can be resumed.`);
}

async function pick(rows: readonly ResumableRow[]): Promise<ResumableRow | undefined> {
  if (rows.length === 0) {
    void vscode.window.showInformationMessage('No run of this folder waits to be resumed.');
    return undefined;
  }
  const items = rows.map(row => ({
    label: shortTask(row.summary.task),
    description: describeWaiting(row.summary),
    detail: describeAge(row.summary.updatedAt, Date.now()),
    row,
  }));
  const picked = await vscode.window.showQuickPick(items, {
    title: 'CodeForge: Resume Run',
    placeHolder: 'Which run shall go on?',
    matchOnDescription: true,
  });
  return picked?.row;
}
