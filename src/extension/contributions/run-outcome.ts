import * as vscode from 'vscode';
import { isPartly } from '../../engine/change/review/decisions.ts';
import { hasCommand } from '../../engine/run/has-command.ts';
import type { RunView } from '../../engine/run/run-view.ts';
import type { Contribution } from '../forge-window.ts';
import { showFailure } from '../show-failure.ts';

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
    `${message} The evidence was for the whole of it, and you have rejected parts.`,
    checkAgain,
  );
  if (answer === checkAgain) await vscode.commands.executeCommand('codeforge.checkAccepted');
}

const checkAgain = 'Check Again';

function describeOutcome({ outcome, accepted, changes }: RunView): string | undefined {
  if (outcome !== 'completed') return undefined;
  if (changes.length === 0) return 'The check passes without any change.';
  const count = (accepted ?? []).length;
  if (count === 0) return 'The change was rejected. No file was touched.';
  return count === 1 ? 'The change was written to 1 file.' : `The change was written to ${count} files.`;
}
