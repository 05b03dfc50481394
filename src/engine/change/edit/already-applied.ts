import { trimBlankEnds } from './blank-ends.ts';
import { splitEdit } from './edit-lines.ts';
import type { EditLines, EditText } from './edit-result.ts';
import { type FileLines, lineAt } from './file-lines.ts';
import { fitIndentation, indentOf } from './indentation.ts';
import type { LineIndex } from './line-index.ts';
import type { LineReading } from './line-key.ts';
import { findTextHits } from './text-hits.ts';

/** A stretch of text, by offsets, or of lines, by numbers from 0; the end is not included. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/**
 * The line, from 0, at which the file already reads as the replacement does. Undefined when it does not, or when
 * the replacement is too little to tell.
 */
export function findApplied(file: FileLines, index: LineIndex, edit: EditText): number | undefined {
  if (!isTelling(edit)) return undefined;
  const [hit] = findTextHits(file.text, edit.replace, 1);
  if (hit !== undefined) return lineAt(file, hit);
  const replace = withoutBlankEnds(splitEdit(edit).replace);
  for (const reading of looseReadings) {
    const [start] = index.findBlock(replace, reading);
    if (start !== undefined) return start;
  }
  return undefined;
}

const looseReadings: readonly LineReading[] = ['trailing-blanks', 'indentation', 'typography'];

// A replacement that is part of the search, or a few signs, stands in many a file that was never edited.
function isTelling({ search, replace }: EditText): boolean {
  const flat = (text: string) =>
    text
      .split('\n')
      .map(line => line.trim())
      .join('\n')
      .trim();
  return /[\p{L}\d]{2}/u.test(replace) && !flat(search).includes(flat(replace));
}

/** True when the text found for a search is itself part of the finished replacement. */
export function isInsideReplacement(text: string, hit: Stretch, replace: string): boolean {
  let at = text.indexOf(replace, Math.max(0, hit.to - replace.length));
  while (at !== -1 && at <= hit.from) {
    const before = text.slice(at, hit.from);
    const startsLine = at === 0 || text[at - 1] === '\n';
    // A line found inside its own indentation, which is the one that it was to get.
    if (startsLine && /^[ \t]+$/u.test(before) && at + replace.length === hit.to) return true;
    if ((before + text.slice(hit.to, at + replace.length)).trim() !== '') return true;
    at = text.indexOf(replace, at + 1);
  }
  return false;
}

/** The same for lines found under a reading looser than exact. */
export function areInsideReplacement(
  index: LineIndex,
  found: Stretch,
  { edit, reading }: LooseMatch,
): boolean {
  const replace = withoutBlankEnds(edit.replace);
  const count = (lines: readonly string[]) => lines.filter(line => line.trim() !== '').length;
  if (count(replace) <= count(edit.search)) return false;
  return index
    .findBlock(replace, reading)
    .some(start => start <= found.from && start + replace.length >= found.to);
}

/**
 * True when the replacement stands in the file to the letter while the search had to be read loosely: then the search
 * was found in a look-alike of the place that has been edited.
 */
export function standsAsWritten(index: LineIndex, { edit, reading }: LooseMatch): boolean {
  const replace = withoutBlankEnds(edit.replace);
  if (reading === 'exact' || replace.filter(line => line.trim() !== '').length < 2) return false;
  const searched = new Set(edit.search.map(line => line.trim()));
  const fresh = replace.find(line => line.trim() !== '' && !searched.has(line.trim()));
  return fresh !== undefined && index.has(fresh, 'exact') && index.findBlock(replace, 'exact').length > 0;
}

/** True when only blanks are to change, and those of the lines found are the replacement's rather than the search's. */
export function hasReplacementsIndent({ search, replace }: EditLines, found: readonly string[]): boolean {
  const isSameText =
    search.length === replace.length && search.every((line, at) => line.trim() === replace[at]?.trim());
  if (!isSameText) return false;
  const fits = (lines: readonly string[]) => {
    const filled = found
      .map((line, at) => ({ found: line, written: lines[at] ?? '' }))
      .filter(pair => pair.found.trim() !== '');
    const pairs = filled.map(pair => ({ found: indentOf(pair.found), written: indentOf(pair.written) }));
    return fitIndentation(pairs, []) !== undefined;
  };
  return !fits(search) && fits(replace);
}

export interface LooseMatch {
  readonly edit: EditLines;
  readonly reading: LineReading;
}

function withoutBlankEnds(lines: readonly string[]): readonly string[] {
  return trimBlankEnds({ search: lines, replace: [], endsLine: false }).at(-1)?.search ?? lines;
}
