import * as vscode from 'vscode';
import { maxTaskCharacters } from '../engine/run/run-request.ts';

/** Asks for the task; undefined when the person changed their mind. */
export async function askTask(context: AskedAbout): Promise<string | undefined> {
  const task = await vscode.window.showInputBox({
    title: 'CodeForge: Solve Task',
    prompt: describe(context),
    placeHolder: 'For example: Make the tests in tests/test_cart.py pass',
    ignoreFocusOut: true,
    ...(context.task !== undefined && { value: context.task }),
    validateInput: explainRefusal,
  });
  return task?.trim();
}

export interface AskedAbout {
  /** What to begin with, for another try. */
  readonly task?: string | undefined;
  readonly folder: vscode.WorkspaceFolder;
  /** What is open and will be pointed at. */
  readonly attached: string | undefined;
}

/** Why a task is not taken, or undefined for one that is. */
export function explainRefusal(task: string): string | undefined {
  const length = task.trim().length;
  if (length === 0) return 'Say in a sentence or two what shall be done.';
  if (length <= maxTaskCharacters) return undefined;
  const count = (characters: number) => characters.toLocaleString('en');
  return `The task has ${count(length)} characters; at most ${count(maxTaskCharacters)} are taken. Put long texts into a file and name it.`;
}

function describe({ folder, attached }: AskedAbout): string {
  const where = `What shall be done in ${folder.name}?`;
  return attached === undefined ? where : `${where} ${attached} is pointed at.`;
}
