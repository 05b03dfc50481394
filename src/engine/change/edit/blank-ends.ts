import type { SplitEdit } from './edit-lines.ts';
import type { EditLines } from './edit-result.ts';

/** Which ends of a search must meet those of lines; the start may leave indentation out. */
export interface LineBounds {
  readonly startsLine: boolean;
  readonly endsLine: boolean;
}

/** An edit without blank lines at an end of its search, which was an end of a line for that. */
export type TrimmedEdit = EditLines & LineBounds;

/**
 * Versions of an edit without the blank lines at the start, at the end, and at both ends of its search. The
 * replacement loses as many, as far as it has them: what it has more is wanted.
 */
export function trimBlankEnds(edit: SplitEdit): readonly TrimmedEdit[] {
  const { endsLine } = edit;
  const atStart = blankCount(edit.search);
  if (atStart === edit.search.length) return [];
  const atEnd = blankCount(edit.search.toReversed());
  const startless = trimStart(edit, atStart);
  const versions: TrimmedEdit[] = [];
  if (atStart > 0) versions.push({ ...startless, startsLine: true, endsLine });
  if (atEnd > 0) versions.push({ ...trimEnd(edit, atEnd), startsLine: false, endsLine: true });
  if (atStart > 0 && atEnd > 0)
    versions.push({ ...trimEnd(startless, atEnd), startsLine: true, endsLine: true });
  return versions;
}

function trimStart({ search, replace }: EditLines, count: number): EditLines {
  const shared = Math.min(count, blankCount(replace));
  return { search: search.slice(count), replace: replace.slice(shared) };
}

function trimEnd({ search, replace }: EditLines, count: number): EditLines {
  const shared = Math.min(count, blankCount(replace.toReversed()));
  return {
    search: search.slice(0, search.length - count),
    replace: replace.slice(0, replace.length - shared),
  };
}

function blankCount(lines: readonly string[]): number {
  const first = lines.findIndex(line => line.trim() !== '');
  return first === -1 ? lines.length : first;
}
