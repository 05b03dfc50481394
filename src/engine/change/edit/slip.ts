import { diffChars } from 'diff';

/** One line in the three versions that an edit knows of. */
export interface LineVersions {
  readonly search: string;
  readonly file: string;
  readonly replace: string;
}

/**
 * True when the search's line differs from the file's by a slip alone: wherever the two differ, the
 * replacement reads as the file does. Otherwise the file has changed where the edit wants to change it.
 */
export function isSlip({ search, file, replace }: LineVersions): boolean {
  const [mine, theirs, wanted] = [search.trim(), file.trim(), replace.trim()];
  if (theirs === wanted) return true;
  if (Math.max(mine.length, theirs.length, wanted.length) > longestLine) return false;
  const slips = changedSpans(mine, theirs);
  const wishes = changedSpans(theirs, wanted);
  if (slips === undefined || wishes === undefined) return false;
  const rewritten = wishes.reduce((sum, { before }) => sum + before.to - before.from, 0);
  // A line replaced by quite another one agrees with nothing, however the letters fall.
  if (rewritten * 2 > theirs.length) return false;
  return !slips.some(slip => wishes.some(wish => touches(slip.after, wish.before)));
}

/** True when one letter too many, too few, wrong, or swapped with its neighbour is all that tells two lines apart. */
export function isMisspelling(line: string, other: string): boolean {
  const shorter = Math.min(line.length, other.length);
  let head = 0;
  while (head < shorter && line[head] === other[head]) head += 1;
  let tail = 0;
  while (tail < shorter - head && line.at(-1 - tail) === other.at(-1 - tail)) tail += 1;
  const mine = line.slice(head, line.length - tail);
  const theirs = other.slice(head, other.length - tail);
  if (!/^\p{L}*$/u.test(mine + theirs)) return false;
  const isSwap = mine.length === 2 && mine === [...theirs].reverse().join('');
  return isSwap || (mine.length <= 1 && theirs.length <= 1);
}

// Comparing by character is quadratic; nobody reads a longer line anyway.
const longestLine = 1000;

interface Span {
  readonly from: number;
  readonly to: number;
}

interface ChangedSpan {
  readonly before: Span;
  readonly after: Span;
}

function changedSpans(before: string, after: string): readonly ChangedSpan[] | undefined {
  const chunks = diffChars(before, after, { maxEditLength: 200 });
  if (chunks === undefined) return undefined;
  const spans: ChangedSpan[] = [];
  let old = 0;
  let now = 0;
  for (const { value, added, removed } of chunks) {
    const oldEnd = old + (added ? 0 : value.length);
    const nowEnd = now + (removed ? 0 : value.length);
    if (added || removed) spans.push({ before: { from: old, to: oldEnd }, after: { from: now, to: nowEnd } });
    old = oldEnd;
    now = nowEnd;
  }
  return spans;
}

// Spans that only meet count too: whose the seam is cannot be told.
function touches(a: Span, b: Span): boolean {
  return a.from <= b.to && b.from <= a.to;
}
