import * as vscode from 'vscode';
import type { CommandId } from '../command-ids.ts';
import type { PointedAt } from '../fix/gather-symptoms.ts';
import { problemsIn } from '../fix/pointed-problems.ts';
import type { Door } from './door.ts';

/**
 * "Fix with CodeForge" and "Explain This Error" on every problem: in the light bulb of editors and of the Problems
 * view, which asks for the same actions.
 */
export const problemActions: Door = () =>
  vscode.languages.registerCodeActionsProvider({ scheme: 'file' }, codeActions, {
    providedCodeActionKinds: [vscode.CodeActionKind.QuickFix],
  });

const codeActions: vscode.CodeActionProvider = {
  provideCodeActions({ uri }, _range, { diagnostics, triggerKind }) {
    const shown = diagnostics.filter(({ severity }) => isWorthABulb(severity, triggerKind));
    if (shown.length === 0 || vscode.workspace.getWorkspaceFolder(uri) === undefined) return [];
    const pointedAt: PointedAt = { uri, diagnostics: shown };
    const count = shown.length === 1 ? '' : ` (${shown.length} problems)`;
    const all = problemsIn(uri).length;
    return [
      action(`Fix with CodeForge${count}`, 'codeforge.fixProblem', pointedAt),
      action('Explain This Error with CodeForge', 'codeforge.explainProblem', pointedAt),
      ...(all > shown.length
        ? [action(`Fix All ${all} Problems in This File with CodeForge`, 'codeforge.fixProblemsOfFile', uri)]
        : []),
    ];

    /** Never the preferred one: what a language server itself offers is surer, and costs nothing. */
    function action(title: string, command: CommandId, argument: unknown): vscode.CodeAction {
      const made = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
      made.diagnostics = [...shown];
      made.command = { title, command, arguments: [argument] };
      return made;
    }
  },
};

/** A hint is everywhere, and a bulb that always shines is none; who asks for actions gets them there too. */
function isWorthABulb(
  severity: vscode.DiagnosticSeverity,
  triggerKind: vscode.CodeActionTriggerKind,
): boolean {
  return severity !== vscode.DiagnosticSeverity.Hint || triggerKind === vscode.CodeActionTriggerKind.Invoke;
}
