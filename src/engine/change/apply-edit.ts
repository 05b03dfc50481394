import {
  areInsideReplacement,
  findApplied,
  hasReplacementsIndent,
  isInsideReplacement,
  type LooseMatch,
  type Stretch,
  standsAsWritten,
} from './edit/already-applied.ts';
import { type LineBounds, trimBlankEnds } from './edit/blank-ends.ts';
import { describePlace, findClosest } from './edit/closest-place.ts';
import { splitEdit } from './edit/edit-lines.ts';
import type { EditLines, EditResult, EditText, EditTier } from './edit/edit-result.ts';
import { findElision } from './edit/elision.ts';
import { isFence } from './edit/fence.ts';
import { type FileLines, lineAt, readLines, replaceLines } from './edit/file-lines.ts';
import { createLineIndex, type LineIndex } from './edit/line-index.ts';
import { hasWideDash, type LineReading } from './edit/line-key.ts';
import { mergeLines } from './edit/merge-lines.ts';
import { findOneLineOff } from './edit/one-line-off.ts';
import {
  ambiguousRefusal,
  blankSearch,
  elisionRefusal,
  enoughPlaces,
  nearRefusal,
  searchEqualsReplace,
} from './edit/refusal.ts';
import { replaceText } from './edit/replace-text.ts';
import { findTextHits } from './edit/text-hits.ts';
import { type EditAttempt, unwrapEdit } from './edit/unwrap.ts';

export { describeEdit } from './edit/describe-edit.ts';
export type { EditResult } from './edit/edit-result.ts';

/**
 * Replaces the one place of a file that a search describes. The search is read ever more loosely, but it must fit one
 * place only, and two that fit end it. What search and replacement share keeps the file's own bytes.
 */
export function applyEdit(original: string, edit: EditText): EditResult {
  const search = toLf(edit.search);
  const replace = toLf(edit.replace);
  const file = readLines(original);
  if (search.trim() === '') return file.text === '' ? fillEmptyFile(file, edit.replace) : blankSearch;
  if (search === replace) return searchEqualsReplace;
  const target: Target = { file, index: createLineIndex(file.lines) };
  const attempts: EditAttempt[] = [];
  for (const attempt of unwrapEdit({ search, replace })) {
    const result = applyAttempt(target, attempt);
    if (result !== undefined) return result;
    attempts.push(attempt);
  }
  return applyLoosely(target, attempts);
}

interface Target {
  readonly file: FileLines;
  readonly index: LineIndex;
}

function toLf(text: string): string {
  return (text.startsWith('\uFEFF') ? text.slice(1) : text).replaceAll('\r\n', '\n');
}

function fillEmptyFile(file: FileLines, replace: string): EditResult {
  const text = file.bom !== '' && replace.startsWith(file.bom) ? replace : file.bom + replace;
  if (text === file.original) return { kind: 'no-op' };
  return { kind: 'applied', content: text, tier: 'exact', line: 1, unwrapped: [] };
}

// Undefined when the file has no such place, however its blanks and signs are read.
function applyAttempt(target: Target, attempt: EditAttempt): EditResult | undefined {
  if (attempt.unwrapped.length > 0 && attempt.search === attempt.replace) return searchEqualsReplace;
  const edit = splitEdit(attempt);
  const elision = findElision(edit, line => target.index.has(line, 'typography'));
  if (elision !== undefined) return elisionRefusal(elision);
  const result = applyToText(target, attempt, anywhere) ?? applyToLines(target, { ...attempt, ...edit });
  if (result !== undefined) return result;
  for (const trimmed of trimBlankEnds(edit)) {
    const text = { ...attempt, search: trimmed.search.join('\n'), replace: trimmed.replace.join('\n') };
    const found = applyToText(target, text, trimmed) ?? applyToLines(target, { ...attempt, ...trimmed });
    if (found !== undefined) return found;
  }
  return undefined;
}

const readings: readonly LineReading[] = [
  'exact',
  'trailing-blanks',
  'indentation',
  'signs',
  'typography',
  'wide-dashes',
];

const tierOf: Readonly<Record<LineReading, EditTier>> = {
  exact: 'exact',
  'trailing-blanks': 'trailing-blanks',
  indentation: 'indentation',
  signs: 'typography',
  typography: 'typography',
  'wide-dashes': 'typography',
};

const anywhere: LineBounds = { startsLine: false, endsLine: false };

function applyToText(target: Target, attempt: EditAttempt, bounds: LineBounds): EditResult | undefined {
  const { file } = target;
  const hits = findTextHits(file.text, attempt.search, enoughPlaces).filter(hit => {
    const end = hit + attempt.search.length;
    const isAtStart = file.text.slice(file.text.lastIndexOf('\n', hit - 1) + 1, hit).trim() === '';
    const isAtEnd = end === file.text.length || file.text[end] === '\n';
    return (isAtStart || !bounds.startsLine) && (isAtEnd || !bounds.endsLine);
  });
  const [hit] = hits;
  if (hit === undefined) return undefined;
  const line = lineAt(file, hit) + 1;
  if (
    hits.length === 1 &&
    staysFenced(file, attempt, { from: line - 1, to: lineAt(file, hit + attempt.search.length) + 1 })
  ) {
    return undefined;
  }
  if (hits.length > 1) return ambiguousRefusal(hits.map(place => lineAt(file, place) + 1));
  if (isInsideReplacement(file.text, { from: hit, to: hit + attempt.search.length }, attempt.replace)) {
    return { kind: 'already-applied', line };
  }
  return conclude(target, {
    content: replaceText(file, hit, attempt),
    tier: 'exact',
    line,
    unwrapped: attempt.unwrapped,
  });
}

type LineAttempt = EditLines & Pick<EditAttempt, 'unwrapped'>;

function applyToLines(target: Target, attempt: LineAttempt): EditResult | undefined {
  const { index, file } = target;
  for (const reading of readings) {
    if (reading === 'wide-dashes' && !hasWideDash(attempt.search.join('\n')) && !hasWideDash(file.text))
      continue;
    const starts = index.findBlock(attempt.search, reading);
    const [start] = starts;
    if (start === undefined) continue;
    const places = reading === 'indentation' ? index.findBlock(attempt.search, 'typography') : starts;
    if (places.length > 1) return ambiguousRefusal(places.slice(0, enoughPlaces).map(place => place + 1));
    const found = { from: start, to: start + attempt.search.length };
    if (staysFenced(file, attempt, found)) return undefined;
    if (isDone(target, found, { edit: attempt, reading }))
      return { kind: 'already-applied', line: start + 1 };
    return writeLines(target, attempt, { start, tier: tierOf[reading] });
  }
  return undefined;
}

function isDone({ file, index }: Target, found: Stretch, match: LooseMatch): boolean {
  if (areInsideReplacement(index, found, match) || standsAsWritten(index, match)) return true;
  return hasReplacementsIndent(match.edit, file.lines.slice(found.from, found.to));
}

// The file has a fence there itself, which was part of the search and is not part of the replacement.
function staysFenced(
  { lines }: FileLines,
  { unwrapped }: Pick<EditAttempt, 'unwrapped'>,
  { from, to }: Stretch,
): boolean {
  return unwrapped.includes('fence around the search') && isFence(lines[from - 1]) && isFence(lines[to]);
}

interface LinePlace {
  /** Counted from 0. */
  readonly start: number;
  readonly tier: EditTier;
  readonly oddPair?: number;
}

function writeLines(target: Target, attempt: LineAttempt, place: LinePlace): EditResult {
  const { file } = target;
  const range = { from: place.start, to: place.start + attempt.search.length };
  const found = file.lines
    .slice(range.from, range.to)
    .map((text, at) => ({ text, ending: file.endingAt(range.from + at) }));
  const odd = place.oddPair === undefined ? {} : { oddPair: place.oddPair };
  const content = replaceLines(file, range, mergeLines(attempt, { found, ...odd }));
  return conclude(target, { content, tier: place.tier, line: place.start + 1, unwrapped: attempt.unwrapped });
}

function conclude(
  { file }: Target,
  applied: Omit<Extract<EditResult, { kind: 'applied' }>, 'kind'>,
): EditResult {
  return applied.content === file.original ? { kind: 'no-op' } : { kind: 'applied', ...applied };
}

// Nothing fits: it may be done already, or one line off; else the answer shows what comes closest.
function applyLoosely(target: Target, attempts: readonly EditAttempt[]): EditResult {
  const { file, index } = target;
  for (const attempt of attempts) {
    const at = findApplied(file, index, attempt);
    if (at !== undefined) return { kind: 'already-applied', line: at + 1 };
  }
  for (const attempt of attempts) {
    const result = applyOneLineOff(target, attempt);
    if (result !== undefined) return result;
  }
  return absentRefusal(target, attempts);
}

function applyOneLineOff(target: Target, attempt: EditAttempt): EditResult | undefined {
  const { file, index } = target;
  const whole = splitEdit(attempt);
  const edit = trimBlankEnds(whole).at(-1) ?? whole;
  const near = findOneLineOff({ lines: file.lines, index }, edit);
  if (near === undefined) return undefined;
  if (near.kind === 'refused') {
    const refusal = nearRefusal(
      near.reason,
      near.line + 1,
      near.starts.map(place => place + 1),
    );
    const closest = describePlace({ lines: file.lines, index }, edit.search, near.starts[0] ?? 0);
    return { ...refusal, closest };
  }
  const { start, oddPair } = near;
  return writeLines(
    target,
    { ...near.edit, unwrapped: attempt.unwrapped },
    { start, oddPair, tier: 'one-line-off' },
  );
}

function absentRefusal({ file, index }: Target, attempts: readonly EditAttempt[]): EditResult {
  const searches = attempts.map(attempt => splitEdit(attempt).search);
  const closest = findClosest({ lines: file.lines, index }, searches);
  return {
    kind: 'refused',
    reason: 'absent',
    message:
      'The search is not in the file. Read the file again and give the lines exactly as they stand there.',
    ...(closest && { closest }),
  };
}
