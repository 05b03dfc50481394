import * as vscode from 'vscode';
import { runJson, runMarkdown } from '../../host/export-run.ts';
import type { ForgeWindow } from '../forge-window.ts';

/** Saves everything about a run as a file of the person's choice: Markdown to read, JSON for programs. */
export async function exportStoredRun({ engine }: ForgeWindow, runId: string): Promise<void> {
  const run = (await engine()).library.run(runId);
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const name = `codeforge-run-${runId}.md`;
  const target = await vscode.window.showSaveDialog({
    title: 'CodeForge: Export Run',
    filters: { Markdown: ['md'], JSON: ['json'] },
    ...(folder !== undefined && { defaultUri: vscode.Uri.joinPath(folder, name) }),
  });
  if (target === undefined) return;
  const isJson = target.path.toLowerCase().endsWith('.json');
  const text = isJson ? `${JSON.stringify(runJson(run), null, 2)}\n` : runMarkdown(run);
  await vscode.workspace.fs.writeFile(target, new TextEncoder().encode(text));
  const open = 'Open';
  const message = `The run was saved to ${vscode.workspace.asRelativePath(target)}.`;
  if ((await vscode.window.showInformationMessage(message, open)) === open)
    await vscode.commands.executeCommand('vscode.open', target);
}
