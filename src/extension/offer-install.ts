import * as vscode from 'vscode';
import type { MissingDependencies, Surroundings } from './engine.ts';
import type { ForgeWindow } from './forge-window.ts';
import { installMissing } from './install-missing.ts';

/**
 * Before a run: installs what the lock files name where that is allowed, and asks where it is not known. Nobody
 * has to answer: dismissed, the run goes on without, and the question comes again before the next one.
 */
export async function offerInstall(window: ForgeWindow, surroundings: Surroundings): Promise<void> {
  const policy = surroundings.settings['dependencies.install'];
  if (policy === 'never') return;
  const found = await (await window.engine()).missingDependencies(surroundings);
  for (const missing of found.filter(({ refusal }) => refusal === undefined)) {
    if (policy === 'always' || (await isApproved(missing))) await installMissing(missing);
  }
}

async function isApproved(missing: MissingDependencies): Promise<boolean> {
  if (missing.answer !== undefined) return missing.answer === 'yes';
  const install = 'Install';
  const without = 'Run Without';
  const message = `Install the packages of ${missing.lockFile} in a container with network access? Every run after it is offline.`;
  const answer = await vscode.window.showInformationMessage(message, install, without);
  if (answer === without) await missing.remember('no');
  return answer === install;
}
