import { alignLines, type LineStep } from './align-lines.ts';
import type { EditLines } from './edit-result.ts';
import { isPlaceholder } from './placeholder.ts';

/** Whether a line of the file reads like this one, blanks at its ends aside. */
export type StandsInFile = (line: string) => boolean;

/**
 * The first line of an edit that only stands for code left out, such as `// ... existing code ...`.
 * A line that really is in the file, or that is code (an empty Python body), is no elision.
 */
export function findElision(edit: EditLines, standsInFile: StandsInFile): string | undefined {
  const inSearch = edit.search.find(line => isPlaceholder(line) && !standsInFile(line));
  if (inSearch !== undefined) return inSearch;
  const suspects = newPlaceholders(edit);
  if (suspects.length === 0) return undefined;
  const hunks = changedParts(alignLines(edit.search, edit.replace), edit);
  const suspect = suspects.find(at => !isCode(edit.replace, at, { hunks, standsInFile }));
  return suspect === undefined ? undefined : edit.replace[suspect];
}

// Positions in the replacement of lines it has more often than the search: what they share was matched.
function newPlaceholders({ search, replace }: EditLines): readonly number[] {
  const marks = replace.flatMap((line, at) => (isPlaceholder(line) ? [{ mark: line.trim(), at }] : []));
  if (marks.length === 0) return [];
  const searched = search.filter(isPlaceholder).map(line => line.trim());
  return marks.flatMap(({ mark, at }) => {
    const matched = searched.indexOf(mark);
    if (matched === -1) return at;
    searched.splice(matched, 1);
    return [];
  });
}

/** A run of changed lines; blank ones do not count. */
interface Hunk {
  readonly removed: readonly string[];
  /** Positions in the replacement. */
  readonly added: readonly number[];
}

function changedParts(steps: readonly LineStep[], edit: EditLines): readonly Hunk[] {
  const hunks: { removed: string[]; added: number[] }[] = [{ removed: [], added: [] }];
  for (const step of steps) {
    const line = (step.kind === 'removed' ? edit.search[step.before] : edit.replace[step.after]) ?? '';
    if (line.trim() === '') continue;
    const hunk = hunks.at(-1);
    if (step.kind === 'same') hunks.push({ removed: [], added: [] });
    if (step.kind === 'removed') hunk?.removed.push(line.trim());
    if (step.kind === 'added') hunk?.added.push(step.after);
  }
  return hunks;
}

interface Evidence {
  readonly hunks: readonly Hunk[];
  readonly standsInFile: StandsInFile;
}

// Something the file has too, or dots as the whole body of a Python block: but only if nothing made way for it.
function isCode(replace: readonly string[], at: number, { hunks, standsInFile }: Evidence): boolean {
  const line = replace[at] ?? '';
  const removed = hunks.find(hunk => hunk.added.includes(at))?.removed ?? [];
  if (!removed.every(gone => emptyBody.test(gone))) return false;
  if (standsInFile(line)) return true;
  const isFilled = (other: string) => other.trim() !== '';
  const above = replace.slice(0, at).findLast(isFilled);
  const below = replace.slice(at + 1).find(isFilled);
  const opensHere =
    above === undefined ? removed.length > 0 : above.trimEnd().endsWith(':') && depth(above) < depth(line);
  return line.trim() === '...' && opensHere && (below === undefined || depth(below) < depth(line));
}

const emptyBody = /^(?:pass|raise NotImplementedError.*)$/u;

function depth(line: string): number {
  return line.length - line.trimStart().length;
}
