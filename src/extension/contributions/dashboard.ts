import * as vscode from 'vscode';
import { parseDashboardMessage } from '../../protocol/dashboard/parse-dashboard-message.ts';
import { DashboardState } from '../dashboard/dashboard-state.ts';
import { dashboardView } from '../dashboard/dashboard-view.ts';
import { handleDashboardMessage } from '../dashboard/handle-dashboard-message.ts';
import type { Contribution, ForgeWindow } from '../forge-window.ts';
import { registerCommand, withBoundary } from '../register-command.ts';
import { connectWebview } from '../webview/connect-webview.ts';
import { showPage } from '../webview/webview-html.ts';

/** "CodeForge: Open Dashboard": an editor tab, at most one a window, which a reload of the window brings back. */
export const dashboard: Contribution = window => {
  const state = new DashboardState(window);
  let panel: vscode.WebviewPanel | undefined;

  const show = (shown: vscode.WebviewPanel) => {
    panel?.dispose();
    panel = shown;
    shown.onDidDispose(() => {
      if (panel === shown) panel = undefined;
    });
    connect(window, state, shown);
  };
  return vscode.Disposable.from(
    state,
    registerCommand(window, 'codeforge.openDashboard', async argument => {
      // Where to go there, for commands that have something to show.
      const message = parseDashboardMessage(argument);
      if (message !== undefined) await handleDashboardMessage(window, state, message);
      if (panel !== undefined) return panel.reveal();
      show(vscode.window.createWebviewPanel(dashboardView, title, vscode.ViewColumn.Active));
    }),
    window.answers.give('panel.dashboard', show),
    { dispose: () => panel?.dispose() },
  );
};

function connect(window: ForgeWindow, state: DashboardState, panel: vscode.WebviewPanel): void {
  const { webview } = panel;
  const { extensionUri } = window.context;
  const connection = connectWebview(webview, {
    slices: () => state.slices(),
    parse: parseDashboardMessage,
    handle: message => void withBoundary(window, () => handleDashboardMessage(window, state, message)),
    onReady: () => state.setSeen(true),
  });
  const listeners = vscode.Disposable.from(
    connection,
    state.onDidChange(connection.publish),
    panel.onDidChangeViewState(() => state.setSeen(panel.visible)),
  );
  panel.onDidDispose(() => {
    state.setSeen(false);
    listeners.dispose();
  });
  const icon = (name: string) => vscode.Uri.joinPath(extensionUri, 'media', `${name}.svg`);
  panel.iconPath = { light: icon('dashboard-light'), dark: icon('dashboard-dark') };
  showPage(webview, extensionUri, { name: 'dashboard', title });
}

const title = 'CodeForge Dashboard';
