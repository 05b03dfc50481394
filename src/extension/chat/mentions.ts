import * as vscode from 'vscode';
import type { Attachment } from '../../engine/run/run-request.ts';
import { attachEditor } from '../attach-editor.ts';
import { namesInMentions } from './names-in-mentions.ts';

/** What a message points at with `@`: files of the folder, the selection, what the editor complains about. */
export async function attachMentions(
  text: string,
  folder: vscode.WorkspaceFolder,
): Promise<readonly Attachment[]> {
  const names = namesInMentions(text);
  const files = await Promise.all(
    names
      .filter(name => !isSpecial(name))
      .map(async path => ((await isFile(folder, path)) ? [{ path }] : [])),
  );
  return [
    ...files.flat(),
    ...(names.includes('selection')
      ? attachEditor(folder).filter(({ selection }) => selection !== undefined)
      : []),
    ...(names.includes('problems') ? attachProblems(folder) : []),
  ];
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

const isSpecial = (name: string) => name === 'selection' || name === 'problems';

async function isFile(folder: vscode.WorkspaceFolder, path: string): Promise<boolean> {
  // A name that leads out of the folder is no file of it.
  if (path.split(/[/\\]/).includes('..')) return false;
  try {
    const { type } = await vscode.workspace.fs.stat(vscode.Uri.joinPath(folder.uri, path));
    return (type & vscode.FileType.File) !== 0;
  } catch (error) {
    if (error instanceof vscode.FileSystemError) return false;
    throw error;
  }
}

const maxProblems = 20;
const maxFiles = 10;
