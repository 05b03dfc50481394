import * as vscode from 'vscode';
import { describeEnding } from '../../engine/check/describe-ending.ts';
import { isGreen } from '../../engine/check/is-green.ts';
import { ForgeError } from '../../engine/forge-error.ts';
import { hasCommand } from '../../engine/run/has-command.ts';
import type { ProgramResult } from '../../host/run-program.ts';
import type { Contribution, ForgeWindow } from '../forge-window.ts';
import { registerCommand } from '../register-command.ts';
import { runInSandbox } from '../run-in-sandbox.ts';
import { readSettings } from '../settings/read-settings.ts';

/**
 * "CodeForge: Check Accepted Changes Again": the check of the run, in a sandbox, on the folder as it is now. What went
 * green was the whole change; who has rejected parts of it may want to know about the rest.
 */
export const checkAccepted: Contribution = window =>
  registerCommand(window, 'codeforge.checkAccepted', async () => {
    const view = window.current.view();
    const folder = window.current.lastFolder();
    if (
      view === undefined ||
      folder === undefined ||
      !hasCommand(view) ||
      !isAnythingWritten(view.accepted)
    ) {
      throw nothingToCheck();
    }
    const { command, language } = view.check;
    const settings = readSettings(window.context, folder);
    const result = await runInSandbox(window, {
      settings,
      timeoutSeconds: settings.checkTimeoutSeconds,
      program: { kind: 'line', command, language },
      workspace: folder.fsPath,
      title: 'CodeForge: Checking what you accepted',
      heading: `${command} on what you accepted`,
    });
    await tell(window, command, result);
  });

function isAnythingWritten(accepted: readonly string[] | null): boolean {
  return accepted !== null && accepted.length > 0;
}

async function tell(window: ForgeWindow, command: string, result: ProgramResult): Promise<void> {
  if (isGreen(result)) {
    void vscode.window.showInformationMessage(
      `The check passes with what you accepted alone (${command}, in the sandbox ${result.backend}).`,
    );
    return;
  }
  const answer = await vscode.window.showWarningMessage(
    `The check fails with what you accepted alone: ${why(result)}. It was green with the whole change. ` +
      'Look at the output, accept the rest, or restore the checkpoint.',
    showOutput,
  );
  if (answer === showOutput) window.output().show();
}

const showOutput = 'Show Output';

function why(result: ProgramResult): string {
  const { unsupported, timedOut, outOfMemory } = result;
  if (unsupported !== undefined) return 'this sandbox cannot run it';
  if (timedOut) return 'it took too long';
  if (outOfMemory) return 'it ran out of memory';
  return describeEnding(result);
}

function nothingToCheck(): ForgeError {
  return new ForgeError(
    'run.unknown',
    'There is nothing to check again. Accept something of a change that a check has found green, and try again.',
  );
}
