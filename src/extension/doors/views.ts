import * as vscode from 'vscode';
import { dashboardView } from '../dashboard/dashboard-view.ts';
import type { Door } from './door.ts';

/** The chat in the side bar, and a dashboard that a reload of the window brings back. */
export const views: Door = ask =>
  vscode.Disposable.from(
    vscode.window.registerWebviewViewProvider('codeforge.chat', {
      resolveWebviewView: view => ask('view.chat', view),
    }),
    vscode.window.registerWebviewPanelSerializer(dashboardView, {
      deserializeWebviewPanel: panel => ask('panel.dashboard', panel),
    }),
  );
