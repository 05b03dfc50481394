import type * as vscode from 'vscode';
import { ForgeError } from '../engine/forge-error.ts';
import type { FormerRun } from '../engine/run/former-run.ts';
import type { Attachment } from '../engine/run/run-request.ts';
import { explainRefusal } from './ask-task.ts';
import type { Surroundings } from './engine.ts';
import type { ForgeWindow } from './forge-window.ts';
import { offerInstall } from './offer-install.ts';
import { saveBeforeRun } from './save-before-run.ts';

export interface StartedTask {
  readonly folder: vscode.WorkspaceFolder;
  readonly surroundings: Surroundings;
  readonly task: string;
  readonly attachments: readonly Attachment[];
  /** The conversation it goes on from; empty: it stands alone. */
  readonly follows: readonly FormerRun[];
}

/**
 * Starts a run and drives it until it has ended or waits for somebody. False: the person did not want to after all.
 * Throws ForgeError for a task that cannot be taken, and whatever opening a run throws.
 */
export async function startTask(window: ForgeWindow, started: StartedTask): Promise<boolean> {
  const { folder, surroundings, task, attachments, follows } = started;
  const refusal = explainRefusal(task);
  if (refusal !== undefined) throw new ForgeError('config.invalid', refusal);
  if (!(await saveBeforeRun(folder))) return false;
  await offerInstall(window, surroundings);
  await window.current.drive(folder.uri, async () => {
    const engine = await window.engine();
    return engine.create({ ...surroundings, task: task.trim(), attachments, follows });
  });
  return true;
}
