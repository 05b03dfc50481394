import * as vscode from 'vscode';
import type { FileProposal, Hunk } from '../../engine/change/review/file-proposal.ts';
import { ForgeError } from '../../engine/forge-error.ts';
import type { ForgeWindow } from '../forge-window.ts';
import { activeAddress } from './active-address.ts';
import type { Review, ReviewModel } from './review-model.ts';

/**
 * The hunks that a command is about: named by id; by the box that shows one; by the place in an inline peek; or those
 * at the cursor. Throws ForgeError `run.unknown` where there is none.
 */
export function hunksMeant(window: ForgeWindow, [of, ...more]: readonly unknown[]): readonly Hunk[] {
  const review = window.review.review();
  const named = review && findHunk(review, of);
  const hunks = named ? [named] : (hunksInPeek(window, of, more) ?? hunksAtCursor(window, of));
  if (hunks.length > 0) return hunks;
  throw new ForgeError('run.unknown', 'There is no proposed hunk here. Go to the next one and try again.');
}

export function findHunk({ files }: Review, id: unknown): Hunk | undefined {
  if (typeof id !== 'string') return undefined;
  return files.flatMap(({ hunks }) => hunks).find(hunk => hunk.id === id);
}

/** The editor's inline peek of changes says where it stands: the document, its changes, and which of them. */
function hunksInPeek(
  { review }: ForgeWindow,
  uri: unknown,
  [changes, index]: readonly unknown[],
): readonly Hunk[] | undefined {
  if (!(uri instanceof vscode.Uri) || !Array.isArray(changes) || typeof index !== 'number') return undefined;
  const { modifiedStartLineNumber: start, modifiedEndLineNumber: end } = changes[index] as PeekedChange;
  const file = review.documentOf(uri)?.file;
  // An empty side is told as standing behind a line, with an end of 0.
  const [from, to] = end === 0 ? [start, start] : [start - 1, end - 1];
  return file?.hunks.filter(({ kind, change: { nextStart, nextCount } }) => {
    return kind !== 'move' && nextStart <= to && from <= Math.max(nextStart, nextStart + nextCount - 1);
  });
}

interface PeekedChange {
  readonly modifiedStartLineNumber: number;
  readonly modifiedEndLineNumber: number;
}

function hunksAtCursor({ review }: ForgeWindow, of: unknown): readonly Hunk[] {
  const editor = vscode.window.activeTextEditor;
  // What is no text is decided as a whole.
  if (editor === undefined) return fileShown(review)?.hunks ?? [];
  // The box of a hunk tells the lines that it stands at.
  const range = isThread(of) ? of.range : editor.selection;
  const uri = isThread(of) ? of.uri : editor.document.uri;
  const document = vscode.workspace.textDocuments.find(each => each.uri.toString() === uri.toString());
  const located = document ? review.hunksIn(document) : [];
  const touched = located.filter(
    ({ line, count }) => line <= range.end.line && range.start.line <= line + Math.max(0, count - 1),
  );
  return touched.map(({ hunk }) => hunk);
}

function fileShown(review: ReviewModel): FileProposal | undefined {
  const uri = activeAddress(review.review());
  return uri && review.documentOf(uri)?.file;
}

function isThread(of: unknown): of is { readonly uri: vscode.Uri; readonly range: vscode.Range } {
  if (typeof of !== 'object' || of === null || !('uri' in of) || !('range' in of)) return false;
  return of.uri instanceof vscode.Uri && of.range instanceof vscode.Range;
}
