import * as vscode from 'vscode';
import type { Attachment } from '../../engine/run/run-request.ts';
import { attachEditor } from '../attach-editor.ts';
import { placesOfMention } from './mention-places.ts';
import { namesInMentions } from './names-in-mentions.ts';

/** What a message points at with `@`: files of the open folders, the selection, what the editor complains about. */
export interface Mentions {
  readonly files: readonly MentionedFile[];
  readonly hasSelection: boolean;
  readonly hasProblems: boolean;
}

export interface MentionedFile {
  readonly name: string;
  /** Files of that name that are there, the likeliest first. */
  readonly places: readonly { readonly folder: vscode.WorkspaceFolder; readonly path: string }[];
}

export async function readMentions(text: string): Promise<Mentions> {
  const names = namesInMentions(text);
  const files = await Promise.all(names.filter(name => !specialNames.has(name)).map(findMentioned));
  return {
    files: files.filter(({ places }) => places.length > 0),
    hasSelection: names.includes('selection'),
    hasProblems: names.includes('problems'),
  };
}

/** The folders that a message leaves no doubt about. */
export function foldersOf({ files, hasSelection }: Mentions): readonly vscode.WorkspaceFolder[] {
  const selected = hasSelection ? activeFolder() : undefined;
  const certain = files.flatMap(({ places: [first, ...more] }) =>
    first !== undefined && more.every(({ folder }) => folder === first.folder) ? first.folder : [],
  );
  return [...new Set(selected === undefined ? certain : [selected, ...certain])];
}

/** What goes along with a task about this folder. */
export function attachMentions(
  { files, hasSelection, hasProblems }: Mentions,
  folder: vscode.WorkspaceFolder,
): readonly Attachment[] {
  const paths = files.flatMap(({ places }) => places.find(place => place.folder === folder)?.path ?? []);
  return [
    ...paths.map(path => ({ path })),
    ...(hasSelection ? attachEditor(folder).filter(({ selection }) => selection !== undefined) : []),
    ...(hasProblems ? attachProblems(folder) : []),
  ];
}

/** Names of files that lie in other folders: a run sees one. */
export function leftOut({ files }: Mentions, folder: vscode.WorkspaceFolder): readonly string[] {
  return files.flatMap(({ name, places }) => (places.some(place => place.folder === folder) ? [] : name));
}

/** The folder of what is open in the editor. */
export function activeFolder(): vscode.WorkspaceFolder | undefined {
  const active = vscode.window.activeTextEditor?.document.uri;
  return active && vscode.workspace.getWorkspaceFolder(active);
}

/** Errors and warnings of the folder's files, the worst first. */
export function attachProblems(folder: vscode.WorkspaceFolder): readonly Attachment[] {
  const root = folder.uri.path.replace(/\/$/, '');
  return vscode.languages
    .getDiagnostics()
    .flatMap(([uri, diagnostics]) => {
      const isInside = uri.scheme === folder.uri.scheme && uri.path.startsWith(`${root}/`);
      const serious = diagnostics.filter(({ severity }) => severity <= vscode.DiagnosticSeverity.Warning);
      if (!isInside || serious.length === 0) return [];
      const lines = [...serious].sort((a, b) => a.severity - b.severity).slice(0, maxProblems);
      return [{ path: uri.path.slice(root.length + 1), problems: lines.map(describeProblem) }];
    })
    .slice(0, maxFiles);
}

function describeProblem({ range, severity, message, source }: vscode.Diagnostic): string {
  const kind = severity === vscode.DiagnosticSeverity.Error ? 'error' : 'warning';
  const from = source === undefined ? '' : ` (${source})`;
  return `line ${range.start.line + 1}: ${kind}: ${message.split('\n').join(' ').slice(0, 300)}${from}`;
}

async function findMentioned(name: string): Promise<MentionedFile> {
  const folders = vscode.workspace.workspaceFolders ?? [];
  const meant = placesOfMention(
    name,
    folders.map(folder => folder.name),
  );
  const places = await Promise.all(
    meant.flatMap(({ folder: title, path }) =>
      folders
        .filter(folder => folder.name === title)
        .map(async folder => ((await isFile(folder, path)) ? [{ folder, path }] : [])),
    ),
  );
  return { name, places: places.flat() };
}

async function isFile(folder: vscode.WorkspaceFolder, path: string): Promise<boolean> {
  try {
    const { type } = await vscode.workspace.fs.stat(vscode.Uri.joinPath(folder.uri, path));
    return (type & vscode.FileType.File) !== 0;
  } catch (error) {
    if (error instanceof vscode.FileSystemError) return false;
    throw error;
  }
}

const specialNames: ReadonlySet<string> = new Set(['selection', 'problems']);
const maxProblems = 20;
const maxFiles = 10;
