import * as vscode from 'vscode';
import { type CommandId, contextKeys } from '../command-ids.ts';
import { gatherSymptoms, type PointedAt } from '../fix/gather-symptoms.ts';
import { pointedProblems, problemsIn, problemsOfFile } from '../fix/pointed-problems.ts';
import { folderOf, startFix } from '../fix/start-fix.ts';
import type { Contribution, ForgeWindow } from '../forge-window.ts';
import { registerCommand } from '../register-command.ts';

/**
 * "Fix with CodeForge" and "Explain This Error" on every problem: in the light bulb of editors and of the Problems
 * view, which asks for the same actions, in the editor's menu and in the palette.
 */
export const fixProblems: Contribution = window =>
  vscode.Disposable.from(
    registerCommand(window, 'codeforge.fixProblem', async argument => fix(window, pointedProblems(argument))),
    registerCommand(window, 'codeforge.fixProblemsOfFile', async argument =>
      fix(window, problemsOfFile(argument)),
    ),
    vscode.languages.registerCodeActionsProvider({ scheme: 'file' }, codeActions, {
      providedCodeActionKinds: [vscode.CodeActionKind.QuickFix],
    }),
    ...followCursor(),
  );

/** All of it is one run, however many problems there are. */
async function fix(window: ForgeWindow, pointedAt: PointedAt): Promise<void> {
  const folder = folderOf(pointedAt.uri);
  await startFix(window, folder, () => gatherSymptoms(folder, pointedAt));
}

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

/** Keeps the condition of the editor's menu true. */
function followCursor(): readonly vscode.Disposable[] {
  let last: boolean | undefined;
  const look = () => {
    const now = isProblemAtCursor();
    if (now === last) return;
    last = now;
    void vscode.commands.executeCommand('setContext', contextKeys.problemAtCursor, now);
  };
  look();
  return [
    vscode.window.onDidChangeActiveTextEditor(look),
    vscode.window.onDidChangeTextEditorSelection(look),
    vscode.languages.onDidChangeDiagnostics(look),
  ];
}

function isProblemAtCursor(): boolean {
  const editor = vscode.window.activeTextEditor;
  if (editor === undefined || vscode.workspace.getWorkspaceFolder(editor.document.uri) === undefined)
    return false;
  return vscode.languages
    .getDiagnostics(editor.document.uri)
    .some(({ range }) => range.intersection(editor.selection) !== undefined);
}
