import * as vscode from 'vscode';
import {
  type Decisions,
  isAccepted,
  type Verdicts,
  verdictOf,
} from '../../engine/change/review/decisions.ts';
import type { FileProposal, Hunk } from '../../engine/change/review/file-proposal.ts';
import type { ContentStore } from '../../engine/ports/content-store.ts';
import type { CurrentRun } from '../run/current-run.ts';
import {
  type LocatedHunk,
  locateInBase,
  locateInFile,
  locateProposed,
  shownLines,
  textLines,
} from './locate-hunks.ts';
import { proposalScheme, proposalUri, proposedPath } from './proposal-uri.ts';
import { contentHashIn, reviewScheme } from './review-uri.ts';

/** A proposal that waits for decisions. */
export interface Review {
  readonly runId: string;
  readonly folder: vscode.Uri;
  readonly files: readonly FileProposal[];
  readonly decisions: Decisions;
  readonly contents: ContentStore;
}

/** A document that a file of the review is seen in. */
export interface ReviewedDocument {
  readonly file: FileProposal;
  /** `base`: as the run read it, which is where a deleted file is decided in a diff. */
  readonly side: 'file' | 'proposal' | 'base';
}

/**
 * What every view of a review shows and asks: there is one, so they always agree. It holds nothing of its own; the run
 * does.
 */
export class ReviewModel implements vscode.Disposable {
  readonly #changes = new vscode.EventEmitter<void>();
  readonly onDidChange = this.#changes.event;
  readonly #listener: vscode.Disposable;
  readonly #current: CurrentRun;
  #review: Review | undefined;
  /** Of the text that a document had when hunks were looked for in it. */
  #located = new WeakMap<
    vscode.TextDocument,
    { readonly key: unknown; readonly hunks: readonly LocatedHunk[] }
  >();

  constructor(current: CurrentRun) {
    this.#current = current;
    this.#listener = current.onDidChange(() => this.#refresh());
  }

  /** Undefined when nothing waits. */
  review(): Review | undefined {
    return this.#review;
  }

  /** The file that a document is about, and as what it shows it. */
  documentOf(uri: vscode.Uri): ReviewedDocument | undefined {
    const review = this.#review;
    if (review === undefined) return undefined;
    if (uri.scheme === proposalScheme) {
      const file = uri.query === review.runId && review.files.find(({ path }) => path === proposedPath(uri));
      return file ? { file, side: 'proposal' } : undefined;
    }
    if (uri.scheme === reviewScheme) {
      const hash = contentHashIn(uri);
      const gone = review.files.find(
        ({ base, next, path }) => next === null && base === hash && uri.path === `/${path}`,
      );
      return gone && { file: gone, side: 'base' };
    }
    const address = uri.toString();
    const isAt = (path: string | null) =>
      path !== null && vscode.Uri.joinPath(review.folder, path).toString() === address;
    const file = review.files.find(({ path, from }) => isAt(path) || isAt(from));
    return file === undefined ? undefined : { file, side: 'file' };
  }

  /** The hunks that a document shows, in its order. */
  hunksIn(document: vscode.TextDocument): readonly LocatedHunk[] {
    const review = this.#review;
    const found = this.documentOf(document.uri);
    if (review === undefined || found === undefined) return [];
    const key = `${document.version} ${revisionOf(review)}`;
    const known = this.#located.get(document);
    if (known?.key === key) return known.hunks;
    const hunks = locate(review, found, document);
    this.#located.set(document, { key, hunks });
    return hunks;
  }

  dispose(): void {
    this.#listener.dispose();
    this.#changes.dispose();
  }

  #refresh(): void {
    const next = this.#current.review();
    if (next === this.#review || (next && this.#review && revisionOf(next) === revisionOf(this.#review)))
      return;
    this.#review = next;
    this.#changes.fire();
  }
}

function locate(
  { decisions: { verdicts }, contents }: Review,
  { file, side }: ReviewedDocument,
  document: vscode.TextDocument,
): readonly LocatedHunk[] {
  if (side === 'base') return locateInBase(file, verdicts);
  const now = textLines(document.getText());
  return side === 'proposal'
    ? locateProposed(file, verdicts, { next: shownLines(file, 'next', contents), now })
    : locateInFile(file, verdicts, { base: shownLines(file, 'base', contents), now });
}

/** Another one as soon as anything of the review is another. */
function revisionOf({ runId, files, decisions }: Review): string {
  const marks = files.flatMap(({ hunks }) => hunks.map(hunk => markOf(decisions.verdicts, hunk)));
  return [runId, JSON.stringify(decisions.edits), files.length, marks.join('')].join(' ');
}

const markOf = (verdicts: Verdicts, hunk: Hunk) => verdictOf(verdicts, hunk)[0];

/** Where a file of the review is in the workspace now, or would be. */
export function fileUri(
  { folder, decisions }: Pick<Review, 'folder' | 'decisions'>,
  file: FileProposal,
): vscode.Uri {
  const isMoved = file.hunks.some(hunk => hunk.kind === 'move' && isAccepted(decisions.verdicts)(hunk));
  return vscode.Uri.joinPath(folder, file.from === null || isMoved ? file.path : file.from);
}

/** Undefined for a file that is deleted: nothing is proposed in its place. */
export function proposedUri({ runId }: Pick<Review, 'runId'>, file: FileProposal): vscode.Uri | undefined {
  return file.next === null ? undefined : proposalUri(runId, file.path);
}

/** How far a file is decided; `mixed`: hunks of it were accepted and others rejected. */
export function standingOf(
  file: FileProposal,
  verdicts: Verdicts,
): 'open' | 'accepted' | 'rejected' | 'mixed' {
  const said = new Set(file.hunks.map(hunk => verdictOf(verdicts, hunk)));
  if (said.has('undecided')) return 'open';
  if (said.size > 1) return 'mixed';
  return said.has('accepted') ? 'accepted' : 'rejected';
}
