import { alignLines, alignLinesLate, type LineStep } from './align-lines.ts';
import type { EditLines, RefusalReason } from './edit-result.ts';
import type { LineIndex } from './line-index.ts';
import type { LineReading } from './line-key.ts';
import { nameIn, namesTheThing } from './naming-line.ts';
import { isPlaceholder } from './placeholder.ts';
import { enoughPlaces } from './refusal.ts';
import { isMisspelling, isSlip } from './slip.ts';

/** An edit made to fit the one place that differs from its search in one line. */
export type NearEdit =
  | { readonly kind: 'repaired'; readonly edit: EditLines; readonly start: number; readonly oddPair: number }
  | {
      readonly kind: 'refused';
      readonly reason: RefusalReason;
      readonly starts: readonly number[];
      readonly line: number;
    };

/** A file's lines with what is known about them. Positions count from 0. */
export interface IndexedLines {
  readonly lines: readonly string[];
  readonly index: LineIndex;
}

/**
 * Finds a block of 4 to 20 lines of which one was misread, is stale or was left out. Its edges must hold, there must
 * be one place only, and the line must not name the thing. Undefined when nothing in the file is that close.
 */
export function findOneLineOff(file: IndexedLines, edit: EditLines): NearEdit | undefined {
  const { search } = edit;
  if (search.length < fewestLines || search.length > mostLines) return undefined;
  if (search.filter(line => line.trim() !== '').length < fewestFilledLines) return undefined;
  const strict = nearPlaces(file, search, 'trailing-blanks');
  const places = strict.length > 0 ? strict : nearPlaces(file, search, 'typography');
  const [place] = places;
  if (place === undefined) return undefined;
  const starts = places.map(({ start }) => start);
  const refuse = (reason: RefusalReason): NearEdit => ({
    kind: 'refused',
    reason,
    starts,
    line: place.start + place.at,
  });
  if (places.length > 1) return refuse('near-duplicate');
  if (isAnotherThing(file, search, place)) return refuse('near-duplicate');
  const repaired = repair(edit, place, file.lines[place.start + place.at] ?? '');
  if (repaired === undefined) return refuse('changed-since');
  return { kind: 'repaired', edit: repaired, start: place.start, oddPair: place.at };
}

const fewestLines = 4;
const mostLines = 20;
const fewestFilledLines = 3;

/** A block from `start` on whose line `at` differs from the search, or is not in it. */
interface NearPlace {
  readonly kind: 'differs' | 'missing';
  readonly start: number;
  readonly at: number;
}

function nearPlaces(
  { lines, index }: IndexedLines,
  search: readonly string[],
  reading: LineReading,
): readonly NearPlace[] {
  const equals = index.matcher(search, reading);
  const holds = (start: number, from: number, shift: number) => {
    for (let at = from; at < search.length; at += 1) if (!equals(start + at + shift, at)) return false;
    return true;
  };
  const places: NearPlace[] = [];
  for (let start = 0; start < lines.length && places.length < enoughPlaces; start += 1) {
    if (!equals(start, 0)) continue;
    let at = 1;
    while (at < search.length && equals(start + at, at)) at += 1;
    if (at < search.length - 1 && holds(start, at + 1, 0)) places.push({ kind: 'differs', start, at });
    if (at < search.length && holds(start, at, 1)) places.push({ kind: 'missing', start, at });
  }
  return places;
}

// A line that names the thing, or that stands elsewhere in the file, belongs to a look-alike.
function isAnotherThing(
  { lines, index }: IndexedLines,
  search: readonly string[],
  place: NearPlace,
): boolean {
  const line = lines[place.start + place.at] ?? '';
  if (place.kind === 'missing') return namesTheThing(line);
  const wanted = search[place.at] ?? '';
  if (differInComment(line, wanted)) return false;
  if (line.trim() === '' || wanted.trim() === '' || isPlaceholder(wanted)) return true;
  if (index.has(wanted, 'typography')) return true;
  return (namesTheThing(line) || namesTheThing(wanted)) && !isSameName(line, wanted);
}

// A misspelt parameter leaves the name, and so the thing, the same.
function isSameName(line: string, other: string): boolean {
  const name = nameIn(line);
  return name !== undefined && name === nameIn(other) && isMisspelling(line.trim(), other.trim());
}

interface OddLine {
  readonly edit: EditLines;
  /** Where the search differs. */
  readonly at: number;
  /** As the file has it. */
  readonly line: string;
}

// What the edit adds can often be told apart from what it keeps in more than one way; both ways must agree.
function repair(edit: EditLines, { kind, at }: NearPlace, line: string): EditLines | undefined {
  const mend = kind === 'missing' ? addLine : mendLine;
  const early = mend({ edit, at, line }, alignLines(edit.search, edit.replace));
  const late = mend({ edit, at, line }, alignLinesLate(edit.search, edit.replace));
  return early?.replace.join('\n') === late?.replace.join('\n') ? early : undefined;
}

// Only one of them has a comment at its end; what comes before it is the same.
function differInComment(line: string, other: string): boolean {
  const [short = '', long = ''] = [line.trim(), other.trim()].toSorted((a, b) => a.length - b.length);
  return short !== '' && long.startsWith(short) && commentAtEnd.test(long.slice(short.length));
}

const commentAtEnd = /^\s+(?:\/\/|#|\/\*|<!--|--\s)/u;

// Where the line is context it becomes the file's; where the edit changes it, the search must have slipped.
function mendLine({ edit, at, line }: OddLine, steps: readonly LineStep[]): EditLines | undefined {
  const step = steps.findIndex(candidate => candidate.kind !== 'added' && candidate.before === at);
  const found = steps[step];
  if (found?.kind === 'same') {
    return { search: edit.search.with(at, line), replace: edit.replace.with(found.after, line) };
  }
  const wanted = counterpart(hunkAround(steps, step), { edit, at, line });
  if (wanted === undefined) return undefined;
  return isSlip({ search: edit.search[at] ?? '', file: line, replace: wanted }) ? edit : undefined;
}

interface Hunk {
  readonly removed: readonly number[];
  readonly added: readonly number[];
}

function hunkAround(steps: readonly LineStep[], at: number): Hunk {
  const before = steps.findLastIndex((step, index) => index < at && step.kind === 'same');
  const after = steps.findIndex((step, index) => index > at && step.kind === 'same');
  const hunk = steps.slice(before + 1, after === -1 ? steps.length : after);
  return {
    removed: hunk.flatMap(step => (step.kind === 'removed' ? step.before : [])),
    added: hunk.flatMap(step => (step.kind === 'added' ? step.after : [])),
  };
}

// The replacement's version of a line: the file's own, or the one in the same place of as many.
function counterpart({ removed, added }: Hunk, { edit, at, line }: OddLine): string | undefined {
  const candidates = added.map(position => edit.replace[position] ?? '');
  const kept = candidates.find(candidate => candidate.trim() === line.trim());
  if (kept !== undefined) return kept;
  if (removed.length === added.length) return candidates[removed.indexOf(at)];
  return candidates.toSorted(
    (a, b) => sharedEnds(b.trim(), line.trim()) - sharedEnds(a.trim(), line.trim()),
  )[0];
}

function sharedEnds(a: string, b: string): number {
  const shorter = Math.min(a.length, b.length);
  let head = 0;
  while (head < shorter && a[head] === b[head]) head += 1;
  let tail = 0;
  while (tail < shorter - head && a.at(-1 - tail) === b.at(-1 - tail)) tail += 1;
  return head + tail;
}

// The line goes where it stands between what is kept; between two changes, or into one, it could be anywhere.
function addLine({ edit, at, line }: OddLine, steps: readonly LineStep[]): EditLines | undefined {
  const kept = steps.filter(step => step.kind === 'same');
  const before = kept.find(step => step.before === at - 1)?.after;
  const after = kept.find(step => step.before === at)?.after;
  if (before === undefined && after === undefined) return undefined;
  if (before !== undefined && after !== undefined && after !== before + 1) return undefined;
  const target = after ?? (before ?? 0) + 1;
  return { search: edit.search.toSpliced(at, 0, line), replace: edit.replace.toSpliced(target, 0, line) };
}
