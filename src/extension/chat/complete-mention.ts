import * as vscode from 'vscode';
import type { CompletionItem } from '../../protocol/chat/chat-slices.ts';
import { attachEditor, describeAttachments } from '../attach-editor.ts';
import { attachProblems } from './mentions.ts';
import { quoteMention } from './names-in-mentions.ts';
import { rankPaths } from './rank-paths.ts';

/** What may stand behind an `@` that begins with this, the likeliest first. */
export async function completeMention(text: string): Promise<readonly CompletionItem[]> {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  if (folder === undefined) return [];
  const special = specialItems(folder).filter(item => item.text.startsWith(text.toLowerCase()));
  const uris = await vscode.workspace.findFiles(
    new vscode.RelativePattern(folder, '**/*'),
    hiddenFolders,
    maxLooked,
  );
  const root = folder.uri.path.replace(/\/$/, '').length + 1;
  const files = rankPaths(
    uris.map(({ path }) => path.slice(root)),
    text,
  ).slice(0, maxShown);
  return [...special, ...files.map(fileItem)];
}

function specialItems(folder: vscode.WorkspaceFolder): readonly CompletionItem[] {
  const selected = attachEditor(folder).filter(({ selection }) => selection !== undefined);
  const problems = attachProblems(folder).reduce((sum, each) => sum + (each.problems?.length ?? 0), 0);
  return [
    { text: 'selection', detail: describeAttachments(selected) ?? 'Nothing is selected', kind: 'selection' },
    { text: 'problems', detail: problems === 1 ? '1 problem' : `${problems} problems`, kind: 'problems' },
  ];
}

function fileItem(path: string): CompletionItem {
  const cut = path.lastIndexOf('/');
  return { text: quoteMention(path), detail: cut < 0 ? '' : path.slice(0, cut), kind: 'file' };
}

const hiddenFolders = '**/{node_modules,.git,.venv,__pycache__,dist,out}/**';
const maxLooked = 5_000;
const maxShown = 12;
