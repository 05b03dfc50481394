import * as vscode from 'vscode';
import { isPartly } from '../../engine/change/review/decisions.ts';
import { hasCommand } from '../../engine/run/has-command.ts';
import type { RunView } from '../../engine/run/run-view.ts';
import type { Contribution } from '../forge-window.ts';
import { showFailure } from '../show-failure.ts';
import { describeOutcome } from '../text/describe-outcome.ts';

/** Says how a run ended, or why it stands still. A cancelled one ends silently: whoever cancelled knows. */
export const runOutcome: Contribution = window =>
  window.current.onDidSettle(view => {
    if (view.failure !== null && view.outcome !== 'cancelled') {
      void showFailure(window, view.failure);
      return;
    }
    void tell(view);
  });

async function tell(view: RunView): Promise<void> {
  const message = describeOutcome(view);
  if (message === undefined) return;
  if (!isPartly(view.decisions.verdicts) || !hasCommand(view)) {
    await vscode.window.showInformationMessage(message);
    return;
  }
  const answer = await vscode.window.showInformationMessage(
    `${message} The evidence was for the whole of it.`,
    checkAgain,
  );
  if (answer === checkAgain) await vscode.commands.executeCommand('codeforge.checkAccepted');
}

const checkAgain = 'Check Again';
