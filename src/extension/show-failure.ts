import * as vscode from 'vscode';
import type { Failure } from '../engine/failure.ts';
import type { FilePlace } from '../engine/forge-error.ts';
import type { RunView } from '../engine/run/run-view.ts';
import type { FailureActionSlice } from '../protocol/chat/run-slice.ts';
import { actionsFor, type FailureAction, isFailureAction, messageOf } from './failure-actions.ts';
import { fixAgain } from './fix/start-fix.ts';
import type { ForgeWindow } from './forge-window.ts';

/** Shows a failure as written, with the buttons that help. */
export async function showFailure(window: ForgeWindow, failure: Failure): Promise<void> {
  if (failure.code === 'bug') window.log().error(failure.message);
  const { place } = failure;
  const items = place === undefined ? actionsFor(failure) : [openFile];
  const chosen = await vscode.window.showErrorMessage<FailureActionSlice>(messageOf(failure), ...items);
  if (chosen === undefined) return;
  if (isFailureAction(chosen.id)) await performFailureAction(window, chosen.id);
  else if (place !== undefined) await showPlace(place);
}

const openFile: FailureActionSlice = { id: 'file', title: 'Open File' };

/** Line or file may be gone by now: the editor then shows the end, or says so. */
async function showPlace({ file, line }: FilePlace): Promise<void> {
  const start = new vscode.Position(line - 1, 0);
  const selection = new vscode.Range(start, start);
  await vscode.commands.executeCommand('vscode.open', vscode.Uri.file(file), { selection });
}

/** What a button under a failure does. */
export async function performFailureAction(window: ForgeWindow, action: FailureAction): Promise<void> {
  const { executeCommand } = vscode.commands;
  switch (action) {
    case 'settings':
      await executeCommand('workbench.action.openSettings', `@ext:${window.context.extension.id}`);
      return;
    case 'key':
      await executeCommand('codeforge.setApiKey');
      return;
    case 'log':
      await executeCommand('codeforge.showLog');
      return;
    case 'again':
      await tryAgain(window);
      return;
    case 'install':
      await executeCommand('codeforge.installDependencies');
      return;
    case 'mark':
      await window.current.decideAgain('mark');
      return;
    case 'review':
      await executeCommand('codeforge.showReview');
      return;
    case 'trust':
      await executeCommand('workbench.trust.manage');
      return;
    case 'report':
      await executeCommand('workbench.action.openIssueReporter', {
        extensionId: window.context.extension.id,
      });
      return;
    default:
      return action satisfies never;
  }
}

/** What was decided and could not be written, and nothing else. */
async function decideAgain({ current }: ForgeWindow, { decisions }: RunView): Promise<void> {
  if (decisions.pending !== null) await current.decideAgain('refuse');
  else await vscode.commands.executeCommand('codeforge.showReview');
}

/** A paused run goes on where it was; an ended one starts anew with the same task, or on the same problems. */
async function tryAgain(window: ForgeWindow): Promise<void> {
  const { current } = window;
  const view = current.view();
  const folder = current.lastFolder();
  const symptoms = view?.symptoms ?? null;
  if (view?.awaiting === 'resume') await vscode.commands.executeCommand('codeforge.resumeRun', view.runId);
  else if (view?.awaiting === 'decision') await decideAgain(window, view);
  else if (symptoms !== null && folder !== undefined) await fixAgain(window, folder, symptoms);
  else await vscode.commands.executeCommand('codeforge.solveTask', view?.task);
}
