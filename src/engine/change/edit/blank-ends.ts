import type { EditLines } from './edit-result.ts';

/**
 * Versions of an edit without the blank lines at the start, at the end, and at both ends of its search. The
 * replacement loses as many, as far as it has them: what it has more is wanted.
 */
export function trimBlankEnds(edit: EditLines): readonly EditLines[] {
  const atStart = blankCount(edit.search);
  if (atStart === edit.search.length) return [];
  const atEnd = blankCount(edit.search.toReversed());
  const startless = trimStart(edit, atStart);
  const versions = [
    atStart > 0 ? startless : undefined,
    atEnd > 0 ? trimEnd(edit, atEnd) : undefined,
    atStart > 0 && atEnd > 0 ? trimEnd(startless, atEnd) : undefined,
  ];
  return versions.filter(version => version !== undefined);
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
