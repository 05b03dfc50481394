import * as vscode from 'vscode';
import { ForgeError } from '../../engine/forge-error.ts';
import type { RunView } from '../../engine/run/run-view.ts';
import type { Contribution, ForgeWindow } from '../forge-window.ts';
import { registerCommand } from '../register-command.ts';
import { closeProposals } from '../review/open-file-review.ts';
import type { Review } from '../review/review-model.ts';
import { saveProposals } from '../review/save-proposals.ts';
import { closeReview, showReview } from '../review/show-review.ts';
import { describeEvidence } from '../text/describe-evidence.ts';
import { describeChanges } from '../text/describe-run.ts';

/** The decision on a green change set as a whole: all of it shown, accepted or rejected. */
export const reviewChanges: Contribution = window => {
  let proposed = '';
  let last: RunView | undefined;
  return vscode.Disposable.from(
    registerCommand(window, 'codeforge.showReview', () => show(window)),
    registerCommand(window, 'codeforge.acceptAllChanges', () => acceptAll(window)),
    registerCommand(window, 'codeforge.rejectAllChanges', () => rejectAll(window)),
    window.current.onDidSettle(view => {
      if (view.awaiting !== 'decision' || view.failure !== null) return;
      // The run waits again after each decision on the same proposal.
      const proposal = `${view.runId} ${view.changeSet.hash}`;
      if (proposal !== proposed) void propose(window);
      proposed = proposal;
    }),
    // A run that was left is proposed anew when it is taken up again.
    window.current.onDidChange(view => {
      if (view === undefined) proposed = '';
      last = view ?? last;
    }),
    // Also where the last word was said in another window.
    window.review.onDidChange(() => {
      if (window.review.review() === undefined && last !== undefined) void closeReview(last);
    }),
  );
};

async function acceptAll(window: ForgeWindow): Promise<void> {
  await saveProposals();
  const { view } = reviewed(window);
  await window.current.decide(view.changes.map(({ path }) => path));
}

async function rejectAll(window: ForgeWindow): Promise<void> {
  reviewed(window);
  await window.current.decide([]);
}

function reviewed({ current }: ForgeWindow): { readonly view: RunView; readonly review: Review } {
  const view = current.view();
  const review = current.review();
  if (view !== undefined && review !== undefined) return { view, review };
  throw new ForgeError(
    'run.unknown',
    'No change waits for a decision. Start a run with "CodeForge: Solve Task".',
  );
}

async function show(window: ForgeWindow): Promise<void> {
  const { view, review } = reviewed(window);
  await showReview(view, review);
}

/** Opens the review and says what it is about. The message may outlive the decision; then its buttons do nothing. */
async function propose(window: ForgeWindow): Promise<void> {
  if (isAutoApplied()) {
    await vscode.commands.executeCommand('codeforge.acceptAllChanges');
    return;
  }
  const { view } = reviewed(window);
  const waits = () => {
    const now = window.current.view();
    return now?.runId === view.runId && now.awaiting === 'decision';
  };
  // One that was restored with the window would stand beside the new one.
  await closeReview(view);
  await closeProposals();
  // Who was quicker than the tabs has decided by now.
  if (!waits()) return;
  await show(window);
  if (!waits()) {
    await closeReview(view);
    return;
  }
  const message = `${describeEvidence(view)} ${describeChanges(view.changes)}. Nothing is written until you accept.`;
  const answer = await vscode.window.showInformationMessage(message, ...Object.keys(answers));
  const command = answer && answers[answer];
  if (command && waits()) await vscode.commands.executeCommand(command);
}

const answers: Readonly<Record<string, string>> = {
  'Accept All': 'codeforge.acceptAllChanges',
  'Reject All': 'codeforge.rejectAllChanges',
  'Show Review': 'codeforge.showReview',
};

function isAutoApplied(): boolean {
  return vscode.workspace.getConfiguration('codeforge').get<boolean>('autoApply') === true;
}
