import * as vscode from 'vscode';
import type { SetupStep } from '../host/sandbox-setup.ts';
import type { Surroundings } from './engine.ts';
import type { ForgeWindow } from './forge-window.ts';
import { installMissing } from './install-missing.ts';

/**
 * Before a run: installs what the lock files name where that is allowed, and asks where it is not known. Nobody
 * has to answer: dismissed, the run goes on without, and the question comes again before the next one.
 */
export async function offerInstall(window: ForgeWindow, surroundings: Surroundings): Promise<void> {
  const policy = surroundings.settings['dependencies.install'];
  if (policy === 'never') return;
  const found = await (await window.engine()).missingSteps(surroundings);
  for (const step of found.filter(({ status }) => status === 'missing')) {
    if (policy === 'always' || (await isApproved(step))) await installMissing(step);
  }
}

async function isApproved(step: SetupStep): Promise<boolean> {
  const known = await step.recall();
  if (known !== undefined) return known === 'yes';
  const install = 'Install';
  const without = 'Run Without';
  const message = `Install ${step.title} in a container with network access? Every run after it is offline.`;
  const answer = await vscode.window.showInformationMessage(message, install, without);
  if (answer === without) await step.remember('no');
  return answer === install;
}
