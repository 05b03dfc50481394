import * as vscode from 'vscode';
import { ForgeError } from '../../engine/forge-error.ts';
import { askTask, explainRefusal } from '../ask-task.ts';
import { attachEditor, describeAttachments } from '../attach-editor.ts';
import { chooseFolder } from '../choose-folder.ts';
import type { Contribution, ForgeWindow } from '../forge-window.ts';
import { gatherSurroundings } from '../gather-surroundings.ts';
import { offerInstall } from '../offer-install.ts';
import { registerCommand } from '../register-command.ts';
import { runStatus } from '../run/run-status.ts';
import { saveBeforeRun } from '../save-before-run.ts';

/** "CodeForge: Solve Task". With a task as its argument it does not ask for one. */
export const solveTask: Contribution = window =>
  registerCommand(window, 'codeforge.solveTask', async argument => {
    if (!(await isFreeToStart(window))) return;
    const folder = await chooseFolder();
    if (folder === undefined) return;
    // Before the task is typed: nobody wants to type it for nothing.
    const surroundings = await gatherSurroundings(window, folder.uri);
    const attachments = attachEditor(folder);
    const task = await taskOf(argument, { folder, attached: describeAttachments(attachments) });
    if (task === undefined || !(await saveBeforeRun(folder))) return;
    await offerInstall(window, surroundings);
    await window.current.drive(folder.uri, async () => {
      const engine = await window.engine();
      return engine.create({ ...surroundings, task, attachments });
    });
  });

interface About {
  readonly folder: vscode.WorkspaceFolder;
  readonly attached: string | undefined;
}

/** Keybindings and other extensions may bring the task along; what they bring is checked like what is typed. */
async function taskOf(argument: unknown, about: About): Promise<string | undefined> {
  if (typeof argument !== 'string') return askTask(about);
  const refusal = explainRefusal(argument);
  if (refusal !== undefined) throw new ForgeError('config.invalid', refusal);
  return argument.trim();
}

/** A run that waits for a person can be left for later; one that works must be ended first. */
async function isFreeToStart({ current }: ForgeWindow): Promise<boolean> {
  const view = current.view();
  if (view === undefined) return true;
  const status = runStatus(view);
  if (status !== 'deciding' && status !== 'paused') return true;
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
