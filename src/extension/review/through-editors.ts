import * as vscode from 'vscode';
import { ForgeError } from '../../engine/forge-error.ts';
import type { ContentStore } from '../../engine/ports/content-store.ts';
import type { FileOperation, Workspace } from '../../engine/ports/workspace.ts';
import { isSameText } from './same-text.ts';
import { type TextReplacement, textEdits } from './text-edits.ts';

/**
 * A workspace that minds what is open in editors. What a person has not saved is theirs: it is what `readLatest`
 * answers, and the merge with it goes into the editor, as one undo step that they save or not. Every other file is
 * written by the folder, byte for byte, past anything that formats on save; its editors take the new text up, again as
 * one undo step.
 */
export function throughEditors(workspace: Workspace, contents: ContentStore): Workspace {
  return {
    root: workspace.root,
    list: signal => workspace.list(signal),
    read: path => workspace.read(path),
    isExecutable: path => workspace.isExecutable(path),
    isHidden: path => workspace.isHidden(path),
    search: (query, signal) => workspace.search(query, signal),
    async readLatest(path) {
      const saved = await workspace.read(path);
      const document = openDocument(workspace.root, path);
      if (!document?.isDirty) return saved;
      return saved !== undefined && (await shows(document, saved)) ? saved : unsavedBytes(document);
    },
    async apply(operations) {
      refuseUnsavedNotebooks(workspace.root, operations);
      const [unsaved, saved] = await parted(workspace, operations);
      await refuseRetyped(unsaved, contents);
      const open = openFiles(workspace.root, saved);
      for (const { document } of open) if (document.isDirty) await document.save();
      await workspace.apply(saved);
      await editUnsaved(unsaved);
      await Promise.all(open.map(caughtUp));
    },
  };
}

interface OpenFile {
  readonly operation: FileOperation;
  readonly document: vscode.TextDocument;
}

/** Files with edits that are in an editor only, and the operations on all the others. */
async function parted(
  workspace: Workspace,
  operations: readonly FileOperation[],
): Promise<readonly [readonly OpenFile[], readonly FileOperation[]]> {
  const unsaved: OpenFile[] = [];
  for (const { operation, document } of openFiles(workspace.root, operations)) {
    if (!document.isDirty) continue;
    // Unsaved counts as soon as something was typed, even if that was taken back.
    const saved = await workspace.read(operation.path);
    if (saved === undefined || !(await shows(document, saved))) unsaved.push({ operation, document });
  }
  const theirs = new Set(unsaved.map(({ operation }) => operation));
  return [unsaved, operations.filter(operation => !theirs.has(operation))];
}

function openFiles(root: string, operations: readonly FileOperation[]): readonly OpenFile[] {
  return operations.flatMap(operation => {
    const document = openDocument(root, operation.path);
    return document === undefined ? [] : [{ operation, document }];
  });
}

function openDocument(root: string, path: string): vscode.TextDocument | undefined {
  const uri = uriOf(root, path);
  return vscode.workspace.textDocuments.find(
    ({ uri: other, isClosed }) => !isClosed && other.toString() === uri,
  );
}

function uriOf(root: string, path: string): string {
  return vscode.Uri.joinPath(vscode.Uri.file(root), path).toString();
}

/** Whether a document's text is these bytes, in its own encoding. */
async function shows(document: vscode.TextDocument, bytes: Uint8Array): Promise<boolean> {
  const { encoding } = document;
  return isSameText(document.getText(), await vscode.workspace.decode(bytes, { encoding }));
}

async function unsavedBytes(document: vscode.TextDocument): Promise<Uint8Array> {
  return vscode.workspace.encode(document.getText(), { encoding: document.encoding });
}

/** What was merged is what the editor had a moment ago; what was typed since then is in nobody's merge. */
async function refuseRetyped(unsaved: readonly OpenFile[], contents: ContentStore): Promise<void> {
  for (const { document, operation } of unsaved) {
    if (contents.put(await unsavedBytes(document)) === operation.base) continue;
    throw new ForgeError(
      'workspace.stale-base',
      `${operation.path} was edited while the change was being written, so nothing was written. Accept again.`,
    );
  }
}

/** All of them in one step. A file that is gone from the disk stays in its editor, where the person keeps it. */
async function editUnsaved(unsaved: readonly OpenFile[]): Promise<void> {
  if (unsaved.length === 0) return;
  const edit = new vscode.WorkspaceEdit();
  for (const { document, operation } of unsaved) {
    if (operation.next === null) continue;
    const { encoding, uri } = document;
    const text = await vscode.workspace.decode(operation.next.bytes, { encoding });
    edit.set(uri, textEdits(document.getText(), text).map(replacement));
  }
  if (await vscode.workspace.applyEdit(edit)) return;
  throw new ForgeError(
    'workspace.unreadable',
    'The editors with your unsaved edits did not take the change. Save them, and accept again.',
  );
}

function replacement({ start, end, text }: TextReplacement): vscode.TextEdit {
  const range = new vscode.Range(start.line, start.character, end.line, end.character);
  return vscode.TextEdit.replace(range, text);
}

function refuseUnsavedNotebooks(root: string, operations: readonly FileOperation[]): void {
  const unsaved = new Set(
    vscode.workspace.notebookDocuments.filter(({ isDirty }) => isDirty).map(({ uri }) => uri.toString()),
  );
  const [first, ...rest] = operations.filter(({ path }) => unsaved.has(uriOf(root, path)));
  if (first === undefined) return;
  const [what, them] =
    rest.length === 0 ? [`${first.path} has`, 'it'] : [`${first.path} and ${rest.length} more have`, 'them'];
  throw new ForgeError(
    'workspace.stale-base',
    `Nothing was written: ${what} unsaved edits of yours in a notebook. Save or revert ${them} and accept again.`,
  );
}

/**
 * VS Code reads a changed file anew by itself. Whoever accepted shall find the editors as they were
 * promised, so this waits for it; not for ever, because a folder may be excluded from watching.
 */
async function caughtUp({ document, operation }: OpenFile): Promise<void> {
  const bytes = operation.next?.bytes;
  if (bytes === undefined) return;
  const { promise, resolve } = Promise.withResolvers<void>();
  const look = async () => {
    if (await shows(document, bytes)) resolve();
  };
  const listener = vscode.workspace.onDidChangeTextDocument(({ document: changed }) => {
    if (changed === document) void look();
  });
  const patience = setTimeout(resolve, patienceMs);
  await look();
  await promise;
  clearTimeout(patience);
  listener.dispose();
}

const patienceMs = 10_000;
