import * as vscode from 'vscode';
import { ForgeError } from '../engine/forge-error.ts';

/** Throws ForgeError `workspace.untrusted` where the workspace is not trusted. `why`: what that has to do with it. */
export function refuseUntrusted(why: string): void {
  if (vscode.workspace.isTrusted) return;
  throw new ForgeError(
    'workspace.untrusted',
    `This folder is not trusted, and ${why}. Trust it, and try again.`,
  );
}
