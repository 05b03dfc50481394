import * as vscode from 'vscode';
import { type HunkOrder, hunksInPlaceOf } from '../../engine/change/review/decide-hunks.ts';
import { verdictOf } from '../../engine/change/review/decisions.ts';
import type { FileProposal, Hunk } from '../../engine/change/review/file-proposal.ts';
import { ForgeError } from '../../engine/forge-error.ts';
import { contextKeys } from '../command-ids.ts';
import type { Contribution, ForgeWindow } from '../forge-window.ts';
import { registerCommand } from '../register-command.ts';
import { activeAddress } from '../review/active-address.ts';
import { findHunk, hunksMeant } from '../review/find-hunk.ts';
import { closeProposals, openFileReview } from '../review/open-file-review.ts';
import { proposedUri, type Review } from '../review/review-model.ts';
import { saveProposals } from '../review/save-proposals.ts';

/** Decisions about single hunks and files, and the way from one hunk to the next. */
export const hunkCommands: Contribution = window => {
  const follow = () => followEditor(window);
  return vscode.Disposable.from(
    registerCommand(window, 'codeforge.acceptHunk', (...of) => decide(window, 'accept', of)),
    registerCommand(window, 'codeforge.rejectHunk', (...of) => decide(window, 'reject', of)),
    registerCommand(window, 'codeforge.reopenHunk', (...of) => decide(window, 'reopen', of)),
    registerCommand(window, 'codeforge.acceptFile', of => decideFile(window, 'accept', of)),
    registerCommand(window, 'codeforge.rejectFile', of => decideFile(window, 'reject', of)),
    registerCommand(window, 'codeforge.reopenFile', of => decideFile(window, 'reopen', of)),
    registerCommand(window, 'codeforge.reviseHunk', (...of) => revise(window, of)),
    registerCommand(window, 'codeforge.openProposal', of => openProposal(window, of)),
    registerCommand(window, 'codeforge.openProposedFile', of => openProposedFile(window, of)),
    registerCommand(window, 'codeforge.nextHunk', () => goToHunk(window, 1)),
    registerCommand(window, 'codeforge.previousHunk', () => goToHunk(window, -1)),
    window.review.onDidChange(() => {
      follow();
      if (window.review.review() === undefined) void closeProposals();
    }),
    vscode.window.onDidChangeActiveTextEditor(follow),
    // What is no text has no text editor.
    vscode.window.tabGroups.onDidChangeTabs(follow),
    vscode.window.tabGroups.onDidChangeTabGroups(follow),
  );
};

type Said = 'accept' | 'reject' | 'reopen';

async function decide(window: ForgeWindow, said: Said, of: readonly unknown[]): Promise<void> {
  await order(window, said, await savedHunks(window, of));
}

/** The hunks that are meant, once the edits of their file's proposal are part of them. */
async function savedHunks(window: ForgeWindow, of: readonly unknown[]): Promise<readonly Hunk[]> {
  const named = findHunk(needReview(window), of[0]);
  // Lines of the person's own are a hunk only once they are saved.
  const atCursor = named === undefined ? pathAtCursor(window) : undefined;
  if (atCursor !== undefined) await saveProposals(atCursor);
  const before = hunksMeant(window, of);
  const paths = new Set(before.map(({ path }) => path));
  for (const path of paths) await saveProposals(path);
  const files = needReview(window).files.filter(({ path }) => paths.has(path));
  return before.flatMap(hunk => files.flatMap(({ hunks }) => hunksInPlaceOf(hunk, hunks)));
}

function pathAtCursor({ review }: ForgeWindow): string | undefined {
  const uri = activeAddress(review.review());
  return uri && review.documentOf(uri)?.file.path;
}

async function order({ current }: ForgeWindow, said: Said, hunks: readonly Hunk[]): Promise<void> {
  const ids: HunkOrder = { [said]: [...new Set(hunks.map(({ id }) => id))] };
  await current.decideHunks(ids);
}

async function decideFile(window: ForgeWindow, said: Said, of: unknown): Promise<void> {
  const { path } = fileMeant(window, of);
  await saveProposals(path);
  const { files, decisions } = needReview(window);
  const hunks = files.filter(file => file.path === path).flatMap(file => file.hunks);
  const isOpen = (hunk: Hunk) => verdictOf(decisions.verdicts, hunk) === 'undecided';
  const meant = hunks.filter(hunk => isOpen(hunk) === (said !== 'reopen'));
  // Who says it of a file that is decided means all of it.
  await order(window, said, meant.length > 0 ? meant : hunks);
}

/** With the words as a second argument it does not ask for them. */
async function revise(window: ForgeWindow, [of, said]: readonly unknown[]): Promise<void> {
  const [hunk] = await savedHunks(window, [of]);
  const text = typeof said === 'string' ? said : await askForWords(hunk);
  if (text === undefined || text.trim() === '') return;
  await window.current.revise([{ hunk: hunk?.id ?? null, text: text.trim() }]);
}

function askForWords(hunk: Hunk | undefined): Thenable<string | undefined> {
  return vscode.window.showInputBox({
    title: 'CodeForge: Revise',
    prompt: `What shall be different in ${hunk?.path ?? 'the change'}? What you have accepted stays.`,
    placeHolder: 'For example: Keep the old name of the function',
    ignoreFocusOut: true,
  });
}

async function openProposal(window: ForgeWindow, of: unknown): Promise<void> {
  const review = needReview(window);
  const hunk = findHunk(review, of);
  const file = hunk ? review.files.find(({ path }) => path === hunk.path) : fileMeant(window, of);
  if (file !== undefined) await openFileReview(review, file, hunk);
}

/** On its own, with the editor's bars at what is new, where a click shows what was there before. */
async function openProposedFile(window: ForgeWindow, of: unknown): Promise<void> {
  const review = needReview(window);
  const uri = proposedUri(review, fileMeant(window, of));
  if (uri !== undefined) await vscode.window.showTextDocument(uri, { preview: true });
}

/** By a document's address, by a resource of the source control view, or that of the active editor. */
function fileMeant({ review }: ForgeWindow, of: unknown): FileProposal {
  const uri = addressIn(of) ?? activeAddress(review.review());
  const file = uri && review.documentOf(uri)?.file;
  if (file !== undefined) return file;
  throw new ForgeError('run.unknown', 'Nothing is proposed for this file. Open one that the review names.');
}

function addressIn(of: unknown): vscode.Uri | undefined {
  if (of instanceof vscode.Uri) return of;
  const uri = typeof of === 'object' && of !== null && 'resourceUri' in of ? of.resourceUri : undefined;
  return uri instanceof vscode.Uri ? uri : undefined;
}

function needReview({ review }: ForgeWindow): Review {
  const current = review.review();
  if (current !== undefined) return current;
  throw new ForgeError(
    'run.unknown',
    'No change waits for a decision. Start a run with "CodeForge: Solve Task".',
  );
}

/** Goes on into the next file that has undecided hunks where this one has no more. */
async function goToHunk(window: ForgeWindow, step: 1 | -1): Promise<void> {
  const review = needReview(window);
  const editor = vscode.window.activeTextEditor;
  const open = editor
    ? window.review.hunksIn(editor.document).filter(({ verdict }) => verdict === 'undecided')
    : [];
  const at = editor?.selection.active.line ?? 0;
  const next = step > 0 ? open.find(({ line }) => line > at) : open.findLast(({ line }) => line < at);
  if (editor !== undefined && next !== undefined) {
    const line = Math.min(next.line, editor.document.lineCount - 1);
    editor.selection = new vscode.Selection(line, 0, line, 0);
    editor.revealRange(
      new vscode.Range(line, 0, line, 0),
      vscode.TextEditorRevealType.InCenterIfOutsideViewport,
    );
    if (editor.document.uri.scheme === 'file') {
      await vscode.commands.executeCommand('codeforge.peekHunk', next.hunk.id);
    }
    return;
  }
  const here = pathAtCursor(window);
  const files = review.files.filter(({ hunks }) =>
    hunks.some(hunk => verdictOf(review.decisions.verdicts, hunk) === 'undecided'),
  );
  const index = files.findIndex(({ path }) => path === here);
  const file = files.at((index + step) % Math.max(1, files.length)) ?? files[0];
  const hunks = file?.hunks.filter(hunk => verdictOf(review.decisions.verdicts, hunk) === 'undecided');
  if (file !== undefined) await openFileReview(review, file, hunks?.at(step > 0 ? 0 : -1));
}

/** Keys act only where a proposal is. */
function followEditor({ review }: ForgeWindow): void {
  const document = vscode.window.activeTextEditor?.document;
  const uri = activeAddress(review.review());
  const isThere = document
    ? review.hunksIn(document).length > 0
    : uri !== undefined && review.documentOf(uri) !== undefined;
  void vscode.commands.executeCommand('setContext', contextKeys.proposalInEditor, isThere);
}
