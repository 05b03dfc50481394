import * as vscode from 'vscode';
import type { Door } from './door.ts';
import { inBackground } from './in-background.ts';

/** Has settings looked at as soon as they change, while whoever changed them still looks. */
export const settings: Door = ask =>
  vscode.workspace.onDidChangeConfiguration(change => {
    if (change.affectsConfiguration('codeforge')) inBackground(ask('settings.check'));
  });
