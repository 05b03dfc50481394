import * as vscode from 'vscode';
import { waitingHere } from '../run/waiting-run.ts';
import type { Door } from './door.ts';
import { inBackground } from './in-background.ts';

/** Takes up the run that waits for a decision in this window's folders. */
export const waitingRun: Door = (ask, { context }) => {
  if (waitingHere(context) !== undefined) inBackground(ask('run.takeUp'));
  return new vscode.Disposable(() => {});
};
