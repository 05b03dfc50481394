import * as vscode from 'vscode';
import type { ConnectionReport } from '../../host/test-connections.ts';
import type { Contribution, ForgeWindow } from '../forge-window.ts';
import { registerCommand } from '../register-command.ts';
import { readKeys } from '../secret-keys.ts';
import { readSettings } from '../settings/read-settings.ts';

/** "CodeForge: Test Connection": asks every provider for its models and shows what came of it. */
export const testConnection: Contribution = window =>
  registerCommand(window, 'codeforge.testConnection', async () => {
    const reports = await vscode.window.withProgress(
      {
        location: vscode.ProgressLocation.Notification,
        title: 'CodeForge: testing connections',
        cancellable: true,
      },
      (_, token) => ask(window, token),
    );
    for (const { title, status, detail } of reports)
      window.log()[status === 'broken' ? 'warn' : 'info'](`${title}: ${detail}`);
    const picked = await vscode.window.showQuickPick(reports.map(itemOf), {
      title: 'CodeForge: Test Connection',
      placeHolder: 'Choose one to set its key',
      matchOnDetail: true,
    });
    if (picked !== undefined && !keyless.has(picked.provider))
      await vscode.commands.executeCommand('codeforge.setApiKey');
  });

async function ask(
  { context, engine }: ForgeWindow,
  token: vscode.CancellationToken,
): Promise<readonly ConnectionReport[]> {
  const settings = readSettings(context, vscode.workspace.workspaceFolders?.[0]?.uri);
  const stop = new AbortController();
  const listening = token.onCancellationRequested(() => stop.abort());
  try {
    const keys = await readKeys(context.secrets);
    return await (await engine()).testConnections({ settings, keys }, stop.signal);
  } finally {
    listening.dispose();
  }
}

function itemOf({ provider, title, status, detail, models }: ConnectionReport) {
  return {
    label: `${marks[status]} ${title}`,
    description: detail,
    detail: models.slice(0, 50).join(', '),
    provider,
  };
}

/** There is no key to set for these. */
const keyless: ReadonlySet<string> = new Set(['ollama', 'vscode']);

const marks: Readonly<Record<ConnectionReport['status'], string>> = {
  ok: '$(pass)',
  missing: '$(circle-slash)',
  broken: '$(error)',
};
