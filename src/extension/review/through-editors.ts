import * as vscode from 'vscode';
import { ForgeError } from '../../engine/forge-error.ts';
import type { ContentStore } from '../../engine/ports/content-store.ts';
import type { FileOperation, Workspace } from '../../engine/ports/workspace.ts';
import { hasSameText } from './same-text.ts';

/**
 * A workspace whose `apply` minds what is open in editors: unsaved edits of the user's are a stale base,
 * and nothing is written. Writing itself stays with the folder: all files or none, byte for byte, past
 * anything that formats on save. Open editors then take the new text up as one undo step.
 */
export function throughEditors(workspace: Workspace, contents: ContentStore): Workspace {
  return {
    root: workspace.root,
    list: signal => workspace.list(signal),
    read: path => workspace.read(path),
    isHidden: path => workspace.isHidden(path),
    search: (query, signal) => workspace.search(query, signal),
    async apply(operations) {
      const open = openFiles(workspace.root, operations);
      refuseUnsavedNotebooks(workspace.root, operations);
      await settleUnsaved(open, contents);
      await workspace.apply(operations);
      await Promise.all(open.map(caughtUp));
    },
  };
}

interface OpenFile {
  readonly operation: FileOperation;
  readonly document: vscode.TextDocument;
}

function openFiles(root: string, operations: readonly FileOperation[]): readonly OpenFile[] {
  return operations.flatMap(operation => {
    const uri = uriOf(root, operation);
    const document = vscode.workspace.textDocuments.find(
      ({ uri: other, isClosed }) => !isClosed && other.toString() === uri,
    );
    return document === undefined ? [] : [{ operation, document }];
  });
}

function uriOf(root: string, { path }: FileOperation): string {
  return vscode.Uri.joinPath(vscode.Uri.file(root), path).toString();
}

/**
 * An editor counts as unsaved as soon as something was typed, even if that was taken back. One whose text
 * is what the run read, or what it wants, holds nothing of the user's and is saved; any other is refused.
 */
async function settleUnsaved(open: readonly OpenFile[], contents: ContentStore): Promise<void> {
  const unsaved = open.filter(({ document }) => document.isDirty);
  const edited = unsaved.filter(({ document, operation: { base, next } }) => {
    const known = [base === null ? undefined : contents.get(base), next?.bytes];
    return !known.some(bytes => bytes !== undefined && hasSameText(document.getText(), bytes));
  });
  refuse(edited.map(({ operation }) => operation.path));
  for (const { document } of unsaved) await document.save();
}

function refuseUnsavedNotebooks(root: string, operations: readonly FileOperation[]): void {
  const unsaved = new Set(
    vscode.workspace.notebookDocuments.filter(({ isDirty }) => isDirty).map(({ uri }) => uri.toString()),
  );
  refuse(operations.filter(operation => unsaved.has(uriOf(root, operation))).map(({ path }) => path));
}

function refuse(paths: readonly string[]): void {
  const [first] = paths;
  if (first === undefined) return;
  const [what, them] =
    paths.length === 1 ? [`${first} has`, 'it'] : [`${first} and ${paths.length - 1} more have`, 'them'];
  throw new ForgeError(
    'workspace.stale-base',
    `Nothing was written: ${what} unsaved edits of yours. Revert ${them} and accept again, or save ${them} and solve the task anew.`,
  );
}

/**
 * VS Code reads a changed file anew by itself. Whoever accepted shall find the editors as they were
 * promised, so this waits for it; not for ever, because a folder may be excluded from watching.
 */
async function caughtUp({ document, operation }: OpenFile): Promise<void> {
  const bytes = operation.next?.bytes;
  if (bytes === undefined || hasSameText(document.getText(), bytes)) return;
  const { promise, resolve } = Promise.withResolvers<void>();
  const listener = vscode.workspace.onDidChangeTextDocument(({ document: changed }) => {
    if (changed === document && hasSameText(document.getText(), bytes)) resolve();
  });
  const patience = setTimeout(resolve, patienceMs);
  await promise;
  clearTimeout(patience);
  listener.dispose();
}

const patienceMs = 3_000;
