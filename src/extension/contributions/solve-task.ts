import type * as vscode from 'vscode';
import { askTask } from '../ask-task.ts';
import { attachEditor } from '../attach-editor.ts';
import { chooseFolder } from '../choose-folder.ts';
import type { Contribution } from '../forge-window.ts';
import { gatherSurroundings } from '../gather-surroundings.ts';
import { isFreeToStart } from '../is-free-to-start.ts';
import { registerCommand } from '../register-command.ts';
import { startTask } from '../start-task.ts';
import { describeAttachments } from '../text/describe-attachments.ts';

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
    if (task === undefined) return;
    await startTask(window, { folder, surroundings, task, attachments, follows: [] });
  });

interface About {
  readonly folder: vscode.WorkspaceFolder;
  readonly attached: string | undefined;
}

/** Keybindings and other extensions may bring the task along; it is checked like one that is typed. */
async function taskOf(argument: unknown, about: About): Promise<string | undefined> {
  return typeof argument === 'string' ? argument : askTask(about);
}
