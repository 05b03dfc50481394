import * as vscode from 'vscode';
import type { Contribution } from '../forge-window.ts';
import { withBoundary } from '../register-command.ts';
import { refuseKeysInSettings } from '../settings/read-settings.ts';

/** Says at once that a key does not belong into the settings, while whoever put it there still looks. */
export const refuseSettingKeys: Contribution = window =>
  vscode.workspace.onDidChangeConfiguration(change => {
    if (change.affectsConfiguration('codeforge')) {
      void withBoundary(window, async () => refuseKeysInSettings());
    }
  });
