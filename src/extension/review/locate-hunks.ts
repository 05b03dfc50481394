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

/** Hunks in the document that shows a file as it was read. */
export function locateInBase({ hunks }: FileProposal, verdicts: Verdicts): readonly LocatedHunk[] {
  return hunks.map(hunk => ({
    hunk,
    verdict: verdictOf(verdicts, hunk),
    line: hunk.change.baseStart,
    count: hunk.change.baseCount,
    isEdited: false,
  }));
}

/** Hunks in the document that shows a file as it is proposed, whatever was typed there and is not saved yet. */
export function locateProposed(
  { hunks }: FileProposal,
  verdicts: Verdicts,
  lines: { readonly next: readonly string[]; readonly now: readonly string[] },
): readonly LocatedHunk[] {
  const changes = lineChanges(lines.next, lines.now);
  return hunks.map(hunk => {
    const { nextStart, nextCount } = hunk.change;
    const place = placeOf({ start: nextStart, count: nextCount }, changes);
    // The edit becomes part of the hunk.
    return { hunk, verdict: verdictOf(verdicts, hunk), ...place, isEdited: false };
  });
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
  return open.map(hunk => {
    const { baseStart, baseCount } = hunk.change;
    return { hunk, verdict: 'undecided', ...placeOf({ start: baseStart, count: baseCount }, changes) };
  });
}

interface Lines {
  readonly start: number;
  readonly count: number;
}

/** Where lines of a text are once it was changed. */
function placeOf(
  { start, count }: Lines,
  changes: readonly LineChange[],
): Pick<LocatedHunk, 'line' | 'count' | 'isEdited'> {
  const end = start + count;
  let shift = 0;
  let growth = 0;
  let isEdited = false;
  for (const change of changes) {
    const by = change.nextCount - change.baseCount;
    if (change.baseStart + change.baseCount <= start) shift += by;
    else if (change.baseStart < end) {
      isEdited = true;
      growth += by;
    }
  }
  return { line: Math.max(0, start + shift), count: Math.max(0, count + growth), isEdited };
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
