import { type HunkVerdict, type Verdicts, verdictOf } from '../../engine/change/review/decisions.ts';
import type { FileProposal, Hunk } from '../../engine/change/review/file-proposal.ts';
import { type LineChange, lineChanges } from '../../engine/change/review/line-change.ts';
import { decodeText } from '../../engine/change/text-content.ts';
import type { ContentHash, ContentStore } from '../../engine/ports/content-store.ts';

/** A hunk in a document. Lines count from 0. */
export interface LocatedHunk {
  readonly hunk: Hunk;
  readonly verdict: HunkVerdict | 'undecided';
  /** The first of its lines; where it has none, the line that it stands before. */
  readonly line: number;
  readonly count: number;
  /** The person has edited its lines since: accepting it may contradict. */
  readonly isEdited: boolean;
}

/** Hunks in the document that shows a file as it is proposed. */
export function locateProposed({ hunks }: FileProposal, verdicts: Verdicts): readonly LocatedHunk[] {
  return hunks.map(hunk => ({
    hunk,
    verdict: verdictOf(verdicts, hunk),
    line: hunk.change.nextStart,
    count: hunk.change.nextCount,
    isEdited: false,
  }));
}

/**
 * Undecided hunks in the file itself: where their lines are now, whatever was accepted or typed since. What is decided
 * is part of the file or never will be.
 */
export function locateInFile(
  file: FileProposal,
  verdicts: Verdicts,
  lines: { readonly base: readonly string[]; readonly now: readonly string[] },
): readonly LocatedHunk[] {
  const open = file.hunks.filter(hunk => verdictOf(verdicts, hunk) === 'undecided');
  if (open.length === 0) return [];
  const changes = lineChanges(lines.base, lines.now);
  return open.map(hunk => ({ hunk, verdict: 'undecided', ...placeOf(hunk.change, changes) }));
}

function placeOf(
  { baseStart, baseCount }: LineChange,
  changes: readonly LineChange[],
): Pick<LocatedHunk, 'line' | 'count' | 'isEdited'> {
  const end = baseStart + baseCount;
  let shift = 0;
  let growth = 0;
  let isEdited = false;
  for (const change of changes) {
    const by = change.nextCount - change.baseCount;
    if (change.baseStart + change.baseCount <= baseStart) shift += by;
    else if (change.baseStart < end) {
      isEdited = true;
      growth += by;
    }
  }
  return { line: Math.max(0, baseStart + shift), count: Math.max(0, baseCount + growth), isEdited };
}

type Side = 'base' | 'next';

/** A side's lines as an editor shows them. Looked up for every hunk, so read once. */
export function shownLines(file: FileProposal, side: Side, contents: ContentStore): readonly string[] {
  const known = shown[side].get(file);
  if (known !== undefined) return known;
  const lines = textLines(shownText(file[side], contents));
  shown[side].set(file, lines);
  return lines;
}

const shown: Readonly<Record<Side, WeakMap<FileProposal, readonly string[]>>> = {
  base: new WeakMap(),
  next: new WeakMap(),
};

function shownText(hash: ContentHash | null, contents: ContentStore): string {
  if (hash === null) return '';
  const bytes = contents.get(hash);
  return (decodeText(bytes) ?? new TextDecoder('latin1').decode(bytes)).replace(/^\uFEFF/u, '');
}

export function textLines(text: string): readonly string[] {
  return text.split(/\r\n|\n|\r/u);
}
