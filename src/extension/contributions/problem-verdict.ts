import * as vscode from 'vscode';
import type { RunView } from '../../engine/run/run-view.ts';
import type { DiagnosticsComparison } from '../../engine/symptoms/compare-diagnostics.ts';
import type { Symptoms } from '../../engine/symptoms/symptoms.ts';
import { type ProblemsBefore, problemsAfter, problemsBefore } from '../fix/problems-after.ts';
import { fixAgain } from '../fix/start-fix.ts';
import type { Contribution, ForgeWindow } from '../forge-window.ts';
import { withBoundary } from '../register-command.ts';

/**
 * The last word on a fix: once a change is accepted, the language servers look at the workspace itself, and what they
 * say is told. What was judged on a copy before may differ, and a part of a change may mend nothing.
 */
export const problemVerdict: Contribution = window => {
  let waiting: (ProblemsBefore & { readonly runId: string }) | undefined;
  return window.current.onDidSettle(view => {
    const targets = view.symptoms?.targets ?? [];
    const folder = window.current.folder();
    if (view.awaiting === 'decision' && targets.length > 0 && folder !== undefined)
      waiting = { runId: view.runId, ...problemsBefore({ folder, targets, changeSet: view.changeSet }) };
    if (view.outcome !== 'completed' || waiting?.runId !== view.runId) return;
    const known = waiting;
    waiting = undefined;
    if ((view.accepted ?? []).length > 0) void withBoundary(window, () => tell(window, view, known));
  });
};

async function tell(window: ForgeWindow, view: RunView, known: ProblemsBefore): Promise<void> {
  const after = await problemsAfter(known);
  const { remaining, added } = after;
  if (remaining.length === 0 && added.length === 0) {
    void vscode.window.showInformationMessage(goodNews(view));
    return;
  }
  const again = 'Fix Again';
  const answer = await vscode.window.showWarningMessage(badNews(after), again, showProblems);
  if (answer === showProblems) await vscode.commands.executeCommand('workbench.actions.view.problems');
  if (answer === again) await fixAgain(window, known.folder, stillWrong(after));
}

/** What the editor shows now, for one more run. */
function stillWrong({ remaining, added }: DiagnosticsComparison): Symptoms {
  const targets = [...remaining, ...added].map(diagnostic => ({ ...diagnostic, related: [], symbol: null }));
  return { targets, others: [], output: null, command: null };
}

function goodNews({ symptoms, check }: RunView): string {
  const count = symptoms?.targets.length ?? 0;
  const gone =
    count === 1
      ? 'The problem is gone: the editor shows it in your files no more.'
      : `All ${count} problems are gone: the editor shows them in your files no more.`;
  return `${gone} ${check?.source === 'editor' ? 'There was no check to run.' : 'The check had passed.'}`;
}

function badNews({ remaining, added }: DiagnosticsComparison): string {
  const [first = added[0]] = remaining;
  const where = first === undefined ? '' : ` ${first.path}, line ${first.range.startLine}: ${first.message}`;
  const counts = [
    remaining.length === 0 ? '' : `${problems(remaining.length)} still there`,
    added.length === 0 ? '' : `${problems(added.length)} new`,
  ];
  return `The change was written, but the editor shows ${counts.filter(Boolean).join(' and ')}.${where}`;
}

function problems(count: number): string {
  return count === 1 ? '1 problem' : `${count} problems`;
}

const showProblems = 'Show Problems';
