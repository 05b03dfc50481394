import * as vscode from 'vscode';
import type { DashboardMessage } from '../../protocol/dashboard/dashboard-messages.ts';
import type { CommandId } from '../command-ids.ts';
import { isFailureAction } from '../failure-actions.ts';
import type { ForgeWindow } from '../forge-window.ts';
import { showChange } from '../review/show-review.ts';
import { writeSetting } from '../settings/write-setting.ts';
import { performFailureAction } from '../show-failure.ts';
import type { DashboardState } from './dashboard-state.ts';
import { exportBenchRun } from './export-bench-run.ts';
import { exportStoredRun } from './export-stored-run.ts';
import { isShownSetting } from './slice-settings.ts';
import { testConnection } from './test-connection.ts';

/** Does what a person asked for in the dashboard. Commands show their own errors. */
export async function handleDashboardMessage(
  window: ForgeWindow,
  state: DashboardState,
  message: DashboardMessage,
): Promise<void> {
  switch (message.type) {
    case 'tab.show':
    case 'run.show':
    case 'node.show':
    case 'attempt.show':
    case 'stream.show':
    case 'cost.show':
    case 'history.search':
    case 'history.sort':
    case 'history.open':
    case 'bench.list':
    case 'bench.open':
    case 'bench.compare':
    case 'bench.show':
    case 'bench.problem':
      return state.go(message);
    case 'tab.reload':
      return state.read();
    case 'task.solve':
      return execute('codeforge.solveTask');
    case 'run.again':
      return runAgain(window, message.runId);
    case 'run.resume':
      return execute('codeforge.resumeRun', message.runId);
    case 'run.export':
      return exportStoredRun(window, message.runId);
    case 'artifacts.fetch':
      return execute('codeforge.fetchArtifacts', message.runId);
    case 'bench.run':
      return execute('codeforge.runBenchmark');
    case 'bench.stop':
      return window.bench.stop();
    case 'bench.resume':
      return execute('codeforge.runBenchmark', message.runId);
    case 'bench.export':
      return exportBenchRun(window, message.runId);
    case 'change.open':
      return openChange(window, message);
    case 'failure.act':
      return isFailureAction(message.action) ? performFailureAction(window, message.action) : undefined;
    case 'key.set':
      return execute('codeforge.setApiKey');
    case 'connection.test':
      return testConnection(window, state, message.provider);
    case 'setting.set':
      return setSetting(window, message.id, message.value);
    case 'setting.reset':
      return setSetting(window, message.id, undefined);
    case 'settings.open':
      await vscode.commands.executeCommand('workbench.action.openSettings', `codeforge.${message.id}`);
      return;
    default:
      return message satisfies never;
  }
}

async function execute(command: CommandId, argument?: string): Promise<void> {
  await vscode.commands.executeCommand(command, argument);
}

/** A new run with the same task. */
async function runAgain({ engine }: ForgeWindow, runId: string): Promise<void> {
  const { request } = (await engine()).library.run(runId);
  await execute('codeforge.solveTask', request.task);
}

async function openChange(
  { engine }: ForgeWindow,
  { runId, path }: Extract<DashboardMessage, { type: 'change.open' }>,
): Promise<void> {
  const { view } = (await engine()).library.run(runId);
  if (view !== null) await showChange(view, path);
}

/** A web page may ask for any setting; only those that are shown are written. */
async function setSetting({ context }: ForgeWindow, id: string, value: unknown): Promise<void> {
  if (isShownSetting(id)) await writeSetting(context, id, value);
}
