import * as vscode from 'vscode';
import type { ForgeWindow } from './forge-window.ts';
import { runStatus } from './run/run-status.ts';

/** A run that waits for a person can be left for later, and one that works elsewhere; one that works here must be ended. */
export async function isFreeToStart({ current }: ForgeWindow): Promise<boolean> {
  const view = current.view();
  if (view === undefined) return true;
  if (current.isElsewhere()) {
    await current.release();
    return true;
  }
  const status = runStatus(view);
  if (status !== 'deciding' && status !== 'paused' && status !== 'approving') return true;
  const review = 'Show Review';
  const later = 'Decide Later';
  const message =
    'The last run waits for you. Leave it for later? "CodeForge: Resume Run" takes it up again.';
  const choices = status === 'deciding' ? [review, later] : [later];
  const answer = await vscode.window.showInformationMessage(message, ...choices);
  if (answer === review) await vscode.commands.executeCommand('codeforge.showReview');
  if (answer !== later) return false;
  await current.release();
  return true;
}
