import { alignLines, type LineStep } from './align-lines.ts';
import type { EditLines } from './edit-result.ts';
import type { NewLine } from './file-lines.ts';
import { fitIndentation, type IndentPair, indentOf, type Reindent } from './indentation.ts';

/** The part of the file that was matched: line by line what the search is. */
export interface MatchedLines {
  readonly found: readonly Required<NewLine>[];
  /** The matched pair, counted from 0, that says nothing about indentation, if there is one. */
  readonly oddPair?: number;
}

/**
 * Writes an edit over the lines it matched. What search and replacement share keeps the file's bytes;
 * what is new gets the file's indentation and is otherwise literal.
 */
export function mergeLines(edit: EditLines, matched: MatchedLines): readonly NewLine[] {
  const { found } = matched;
  const foundTexts = found.map(line => line.text);
  const toSearch = alignLines(edit.search, edit.replace);
  const isSame = edit.search.every((line, at) => line.trimEnd() === foundTexts[at]?.trimEnd());
  const toFile = isSame ? toSearch : alignLines(foundTexts, edit.replace);
  const isForFile = !isSame && isWrittenForFile({ edit, foundTexts, toSearch, toFile });
  const steps = isForFile ? toFile : toSearch;
  const reindent = isForFile ? keepIndentation : reindentation({ edit, matched, steps });
  const lines: NewLine[] = [];
  for (const step of steps) {
    if (step.kind === 'added') lines.push({ text: reindent(edit.replace[step.after] ?? '', step.after) });
    const kept = step.kind === 'same' ? found[step.before] : undefined;
    if (kept === undefined || step.kind !== 'same') continue;
    const written = isForFile ? kept.text : (edit.search[step.before] ?? '');
    lines.push({ ...kept, text: keepLine(kept.text, written, edit.replace[step.after] ?? '') });
  }
  return lines;
}

// Blanks at the end of a line change only if the search had them right, and so meant to change them.
function keepLine(found: string, search: string, replace: string): string {
  const isMeant = search !== replace && blanksAtEnd(search) === blanksAtEnd(found);
  return isMeant ? found.trimEnd() + blanksAtEnd(replace) : found;
}

function blanksAtEnd(line: string): string {
  return line.slice(line.trimEnd().length);
}

type ReindentLine = (line: string, at: number) => string;

const keepIndentation: ReindentLine = line => line;

interface Readings {
  readonly edit: EditLines;
  readonly foundTexts: readonly string[];
  readonly toSearch: readonly LineStep[];
  readonly toFile: readonly LineStep[];
}

// A model that lost the indentation of its search may still have that of its replacement right.
function isWrittenForFile({ edit, foundTexts, toSearch, toFile }: Readings): boolean {
  const start = firstIndent(edit.replace);
  const searchStart = firstIndent(edit.search);
  const fileStart = firstIndent(foundTexts);
  if (searchStart !== fileStart) {
    if (start === searchStart) return false;
    if (start === fileStart) return true;
  }
  return sharedLines(edit.replace, toFile) > sharedLines(edit.replace, toSearch);
}

function firstIndent(lines: readonly string[]): string | undefined {
  const first = lines.find(line => line.trim() !== '');
  return first === undefined ? undefined : indentOf(first);
}

function sharedLines(replace: readonly string[], steps: readonly LineStep[]): number {
  return steps.filter(step => step.kind === 'same' && replace[step.after]?.trim() !== '').length;
}

interface Merge {
  readonly edit: EditLines;
  readonly matched: MatchedLines;
  readonly steps: readonly LineStep[];
}

function reindentation(merge: Merge): ReindentLine {
  const { edit, matched, steps } = merge;
  const pairs = indentPairs(edit.search, matched);
  const added = steps.flatMap(step => (step.kind === 'added' ? (edit.replace[step.after] ?? []) : []));
  const samples = added.filter(line => line.trim() !== '').map(indentOf);
  const rule = hasBareStart(pairs, edit.replace) ? undefined : fitIndentation(pairs, samples);
  if (rule !== undefined) return (line, _) => withIndent(line, rule);
  const rest = fitIndentation(pairs.slice(1), samples);
  const [first] = pairs;
  if (rest === undefined || first === undefined) return nearestIndentation(merge);
  const opening = edit.replace.findIndex(line => line.trim() !== '');
  return (line, at) =>
    at === opening && indentOf(line) === first.written
      ? withIndent(line, () => first.found)
      : withIndent(line, rest);
}

function indentPairs(search: readonly string[], matched: MatchedLines): readonly IndentPair[] {
  return matched.found.flatMap(({ text }, at) => {
    const line = search[at] ?? '';
    if (at === matched.oddPair || line.trim() === '' || text.trim() === '') return [];
    return [{ written: indentOf(line), found: indentOf(text) }];
  });
}

// Only the first line lost its indentation: the others have theirs, in the search or, after a lone line, in the replacement.
function hasBareStart([first, ...others]: readonly IndentPair[], replace: readonly string[]): boolean {
  if (first === undefined || first.written !== '' || first.found === '') return false;
  if (others.length > 0) return others.every(({ written, found }) => written === found);
  const further = replace.slice(1).filter(line => line.trim() !== '');
  return further.length > 0 && further.every(line => line.startsWith(first.found));
}

// No one rule: a new line stands to its neighbour in the file as it stood to it in the replacement.
function nearestIndentation({ edit, matched, steps }: Merge): ReindentLine {
  const kept = steps.flatMap(step => {
    if (step.kind !== 'same') return [];
    const line = edit.replace[step.after] ?? '';
    return line.trim() === '' ? [] : [{ at: step.after, before: step.before, written: indentOf(line) }];
  });
  return (line, at) => {
    const neighbour = kept.findLast(pair => pair.at < at) ?? kept[0];
    if (neighbour === undefined) return line;
    const found = indentOf(matched.found[neighbour.before]?.text ?? '');
    const rule = fitIndentation([{ written: neighbour.written, found }], [indentOf(line)]);
    return rule === undefined ? line : withIndent(line, rule);
  };
}

function withIndent(line: string, rule: Reindent): string {
  return line === '' ? '' : rule(indentOf(line)) + line.trimStart();
}
