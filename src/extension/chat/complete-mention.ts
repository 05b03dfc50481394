import * as vscode from 'vscode';
import type { CompletionItem } from '../../protocol/chat/chat-slices.ts';
import { attachEditor } from '../attach-editor.ts';
import { describeAttachments } from '../text/describe-attachments.ts';
import { type FilePlace, nameFiles, nameInFolder } from './mention-places.ts';
import { activeFolder, attachProblems } from './mentions.ts';
import { quoteMention } from './names-in-mentions.ts';
import { rankPaths } from './rank-paths.ts';

/** What may stand behind an `@` that begins with this, the likeliest first: of all open folders. */
export async function completeMention(text: string): Promise<readonly CompletionItem[]> {
  const folders = vscode.workspace.workspaceFolders ?? [];
  if (folders.length === 0) return [];
  const special = specialItems(folders).filter(item => item.text.startsWith(text.toLowerCase()));
  const uris = await vscode.workspace.findFiles('**/*', hiddenFolders, maxLooked);
  const places = uris.flatMap(uri => placeOf(uri) ?? []);
  const titles = folders.map(({ name }) => name);
  // Whoever types a folder's name wants to see what is in it.
  const isNamed = titles.some(title => text.startsWith(`${title}/`));
  const names = folders.length > 1 && isNamed ? places.map(nameInFolder) : nameFiles(places, titles);
  const placeBy = new Map(names.map((name, index) => [name, places[index]]));
  const files = rankPaths(names, text).slice(0, maxShown);
  return [
    ...special,
    ...files.map(name => fileItem(name, folders.length > 1 ? placeBy.get(name) : undefined)),
  ];
}

function placeOf(uri: vscode.Uri): FilePlace | undefined {
  const folder = vscode.workspace.getWorkspaceFolder(uri);
  if (folder === undefined) return undefined;
  return { folder: folder.name, path: uri.path.slice(folder.uri.path.replace(/\/$/, '').length + 1) };
}

function specialItems(folders: readonly vscode.WorkspaceFolder[]): readonly CompletionItem[] {
  const active = activeFolder();
  const opened = active === undefined ? [] : attachEditor(active);
  const selected = opened.filter(({ selection }) => selection !== undefined);
  const problems = folders
    .flatMap(attachProblems)
    .reduce((sum, each) => sum + (each.problems?.length ?? 0), 0);
  return [
    { text: 'selection', detail: describeAttachments(selected) ?? 'Nothing is selected', kind: 'selection' },
    { text: 'problems', detail: problems === 1 ? '1 problem' : `${problems} problems`, kind: 'problems' },
  ];
}

/** `place`: where several folders are open, and its own shall be told. */
function fileItem(name: string, place: FilePlace | undefined): CompletionItem {
  const directory = directoryOf(place?.path ?? name);
  const detail = place === undefined ? directory : [place.folder, directory].filter(Boolean).join(' · ');
  return { text: quoteMention(name), detail, kind: 'file' };
}

function directoryOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

const hiddenFolders = '**/{node_modules,.git,.venv,__pycache__,dist,out}/**';
const maxLooked = 5_000;
const maxShown = 12;
