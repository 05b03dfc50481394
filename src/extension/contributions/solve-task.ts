import type * as vscode from 'vscode';
import { ForgeError } from '../../engine/forge-error.ts';
import { askTask, explainRefusal } from '../ask-task.ts';
import { attachEditor, describeAttachments } from '../attach-editor.ts';
import { chooseFolder } from '../choose-folder.ts';
import type { Contribution } from '../forge-window.ts';
import { gatherSurroundings } from '../gather-surroundings.ts';
import { isFreeToStart } from '../is-free-to-start.ts';
import { offerInstall } from '../offer-install.ts';
import { registerCommand } from '../register-command.ts';
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
