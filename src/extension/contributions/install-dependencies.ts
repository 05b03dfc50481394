import * as vscode from 'vscode';
import { ForgeError } from '../../engine/forge-error.ts';
import { chooseFolder } from '../choose-folder.ts';
import type { Contribution } from '../forge-window.ts';
import { gatherSurroundings } from '../gather-surroundings.ts';
import { installMissing } from '../install-missing.ts';
import { registerCommand } from '../register-command.ts';

/** "CodeForge: Install Dependencies in Sandbox". Running it is the approval. */
export const installDependencies: Contribution = window =>
  registerCommand(window, 'codeforge.installDependencies', async () => {
    const folder = await chooseFolder();
    if (folder === undefined) return;
    const surroundings = await gatherSurroundings(window, folder.uri);
    const found = await (await window.engine()).missingSteps(surroundings);
    for (const step of found) {
      if (step.status === 'impossible') throw new ForgeError('sandbox.packages-missing', step.refusal);
      await installMissing(step);
    }
    const message =
      found.length === 0
        ? 'There is nothing to install: no lock file names a package that the sandbox lacks.'
        : 'The packages are installed. Runs that wait for them can be resumed.';
    void vscode.window.showInformationMessage(message);
  });
