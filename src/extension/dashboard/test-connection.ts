import * as vscode from 'vscode';
import { toFailure } from '../../engine/failure.ts';
import type { ForgeWindow } from '../forge-window.ts';
import { readKeys } from '../secret-keys.ts';
import { readSettings } from '../settings/read-settings.ts';
import type { DashboardState } from './dashboard-state.ts';

/** Asks one provider for its models and shows beside it what came of that, also that it could not be asked. */
export async function testConnection(
  { context, engine }: ForgeWindow,
  state: DashboardState,
  provider: string,
): Promise<void> {
  state.setTest(provider, { status: 'testing', detail: '' });
  try {
    const settings = readSettings(context, vscode.workspace.workspaceFolders?.[0]?.uri);
    const keys = await readKeys(context.secrets);
    // Each provider has a time-out of its own.
    const { signal } = new AbortController();
    const [report] = await (await engine()).testConnections({ settings, keys }, signal, provider);
    state.setTest(provider, report ?? { status: 'missing', detail: 'There is no such provider.' });
  } catch (error) {
    state.setTest(provider, { status: 'broken', detail: toFailure(error).message });
  }
}
