import * as vscode from 'vscode';
import { changeSetOf, isEmptyChangeSet } from '../../engine/change/change-set.ts';
import type { ContentStore } from '../../engine/ports/content-store.ts';
import type { Diagnostic, Diagnostics, InspectedChange, Inspection } from '../../engine/ports/diagnostics.ts';
import { compareDiagnostics } from '../../engine/symptoms/compare-diagnostics.ts';
import { closeTabsIn, collectDiagnostics } from './collect-diagnostics.ts';
import { plainDiagnostic } from './read-diagnostics.ts';
import { makeShadowFolder } from './shadow-folder.ts';

/**
 * Lets the language servers of this window look at what is not in the workspace yet: at a copy of it as it would be,
 * and then at one as it is. Each copy has addresses of its own, so that whatever is said of them is said of exactly
 * that content. A server is silent about a file that is fine, as about one that it has not read; but once it has
 * found the known problems in the second copy, it is through with the first.
 */
export function editorDiagnostics(contents: ContentStore): Diagnostics {
  return {
    async inspect(subject, signal) {
      const { workspace, changeSet } = subject;
      const untouched = changeSetOf({}, contents);
      const states = isEmptyChangeSet(changeSet) ? [untouched] : [changeSet, untouched];
      await using shadows = new AsyncDisposableStack();
      const copies: ShadowCopy[] = [];
      for (const state of states) {
        const made = await makeShadowFolder(workspace, { changeSet: state, contents }, signal);
        if (made.kind === 'refused') return { kind: 'unable', reason: made.reason };
        const { root } = shadows.use(made.folder);
        shadows.defer(() => closeTabsIn(vscode.Uri.file(root)));
        copies.push({ root, uris: await presentFiles(subject, root), workspaceRoot: workspace.root });
      }
      // Awaited: the copies must outlive the looking.
      return await inspectCopies(copies, subject, signal);
    },
  };
}

/** A state of the workspace on the disk, with the files in it that are to be looked at. */
interface ShadowCopy {
  readonly root: string;
  readonly workspaceRoot: string;
  /** By path. */
  readonly uris: ReadonlyMap<string, vscode.Uri>;
}

async function inspectCopies(
  copies: readonly ShadowCopy[],
  { targets, changeSet }: InspectedChange,
  signal: AbortSignal,
): Promise<Inspection> {
  const [first, last] = [copies[0], copies.at(-1)];
  if (first === undefined || last === undefined) throw new Error('there is no copy to look at');
  const isSeen = () =>
    compareDiagnostics({ targets, before: found(last), after: [], changeSet }).unseen.length === 0;
  const uris = copies.flatMap(copy => [...copy.uris.values()]);
  await collectDiagnostics(uris, { isEnough: isSeen, quietMs, patienceMs, signal });
  return { kind: 'inspected', before: found(last), after: found(first) };
}

function found({ uris, root, workspaceRoot }: ShadowCopy): readonly Diagnostic[] {
  return [...uris].flatMap(([path, uri]) =>
    vscode.languages.getDiagnostics(uri).map(diagnostic => {
      const plain = plainDiagnostic(diagnostic, path);
      return { ...plain, message: plain.message.replaceAll(root, workspaceRoot) };
    }),
  );
}

/** The files to look at that this state has, by path. */
async function presentFiles(
  { targets, paths, changeSet }: InspectedChange,
  root: string,
): Promise<ReadonlyMap<string, vscode.Uri>> {
  const folder = vscode.Uri.file(root);
  const wanted = new Set([...Object.keys(changeSet.files), ...targets.map(({ path }) => path), ...paths]);
  const present = new Map<string, vscode.Uri>();
  for (const path of [...wanted].slice(0, maxDocuments)) {
    const uri = vscode.Uri.joinPath(folder, path);
    if (await isTextFile(uri)) present.set(path, uri);
  }
  return present;
}

async function isTextFile(uri: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.openTextDocument(uri);
    return true;
  } catch {
    // Not there in this state, or binary: VS Code tells both apart only in words.
    return false;
  }
}

const quietMs = 1_500;
// A server may have to be started and to read a large project first.
const patienceMs = 60_000;
// Each is a tab in both copies.
const maxDocuments = 25;
