import * as vscode from 'vscode';
import { watchHistory } from '../host/watch-history.ts';
import { benchmarkTests } from './doors/benchmark-tests.ts';
import { commands } from './doors/commands.ts';
import { documents } from './doors/documents.ts';
import type { Door } from './doors/door.ts';
import { failedCommands } from './doors/failed-commands.ts';
import { problemActions } from './doors/problem-actions.ts';
import { problemAtCursor } from './doors/problem-at-cursor.ts';
import { settings } from './doors/settings.ts';
import { storedHistory } from './doors/stored-history.ts';
import { views } from './doors/views.ts';
import { waitingRun } from './doors/waiting-run.ts';
import { loadOnce } from './load-once.ts';
import { openFolders } from './open-folders.ts';
import type { Ask } from './requests.ts';
import type { WindowStart } from './window-start.ts';

const doors: readonly Door[] = [
  commands,
  problemActions,
  problemAtCursor,
  failedCommands,
  documents,
  views,
  benchmarkTests,
  settings,
  waitingRun,
  storedHistory,
];

/**
 * Called by VS Code for the first document, command or view. Only the doors are opened: features are a bundle of their
 * own, which is read when something is asked for.
 */
export function activate(context: vscode.ExtensionContext): void {
  const stored = new vscode.EventEmitter<void>();
  const activatedAt = Date.now();
  const watched = { folders: openFolders, since: activatedAt };
  const unwatch = watchHistory(process.env, watched, () => stored.fire());
  context.subscriptions.push(stored, { dispose: unwatch });
  const start: WindowStart = {
    context,
    activatedAt,
    onDidStore: stored.event,
    failedCommands: new WeakMap(),
    problems: vscode.tests.createTestController('codeforge.benchmarks', 'CodeForge Benchmarks'),
  };
  const features = loadOnce(async () => {
    const { openFeatures } = await import('./features.ts');
    return openFeatures(start);
  });
  const ask: Ask = (name, ...of) => features().then(opened => opened.ask(name, ...of));
  for (const open of doors) context.subscriptions.push(open(ask, start));
  close = async () => (await features.loaded())?.close();
}

export async function deactivate(): Promise<void> {
  await close();
}

let close: () => Promise<void> = async () => {};
