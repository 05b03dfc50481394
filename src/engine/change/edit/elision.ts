import { alignLines, type LineStep } from './align-lines.ts';
import type { EditLines } from './edit-result.ts';

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

/** True for a line that says nothing but that something was left out. */
export function isPlaceholder(line: string): boolean {
  if (line.length > longestPlaceholder || !hasDotsOrComment.test(line)) return false;
  const [, opening = '', body = ''] = framed.exec(line.trim()) ?? [];
  const said = body.replace(brackets, '$1').trim();
  if (said === '') return false;
  if (onlyDots.test(said)) return true;
  const words = said.replace(dotsAtEnds, '').trim();
  const isComment = opening !== '';
  if (!prose.test(words)) return false;
  if (dotsAtStart.test(said)) return leftOut.test(words) || (isComment && dotsAtEnd.test(said));
  if (!isComment) return false;
  const isShort = words.split(/\s+/u).length <= 4;
  return leftOutAlone.test(words) || (dotsAtEnd.test(said) && isShort && leftOut.test(words));
}

// Longer lines say more than that something was left out.
const longestPlaceholder = 160;

// Almost every line of code fails here, at little cost.
const hasDotsOrComment = /\.{3}|…|^\s*(?:\/[/*]|#|--|;|%|<!--|\{\s*\/\*|"""|''')/u;

// A comment mark of any language, what it says, and the mark that closes it.
const framed =
  /^(\/\/+|#+(?!\w)|--+|;+|%+|\/\*+|<!--+|\{\s*\/\*+|"""|''')?\s*(.*?)\s*(?:\*+\/\s*\}?|--+>|"""|'''|--+)?$/u;
const brackets = /^[([{<](.*)[)\]}>]$/u;
const onlyDots = /^(?:\.{3,}|…)(?:\s*(?:\.{3,}|…))*$/u;
const dotsAtEnds = /^(?:\.{3,}|…)\s*|\s*(?:\.{3,}|…)$/gu;
const dotsAtStart = /^(?:\.{3,}|…)/u;
const dotsAtEnd = /(?:\.{3,}|…)$/u;
const prose = /^[([]?[\p{L}\d ,'’/&:;`"()\-–—]+\.?[)\]]?$/u;
const leftOut =
  /\b(?:existing|rest|remaining|remainder|other|others|previous|unchanged|omitted|same|more|keep|code|snip|snipped|truncated|continues|etc|elided|skipped|here|above|below|before|implementation)\b/iu;
const leftOutAlone =
  /^[([]?(?:(?:the |all )?(?:rest|remainder) of\b.*|(?:the )?(?:existing|remaining|unchanged|previous) (?:\w+ )?(?:code|lines?|functions?|methods?|content|contents|implementation|logic|file|imports?|body|class|tests?|cases|fields|props|properties)\b[^=;{}]*|(?:\w+ ){0,2}(?:code|lines?|functions?|methods?|content|implementation|logic|file|imports?|body)(?: \w+)? (?:omitted|unchanged|elided|truncated|continues|remains?|stays?|skipped)\b[^=;{}]*|(?:unchanged|omitted|snip|snipped|no changes?|same as (?:before|above)|as before|truncated|and so on|etc))[.)\]]*$/iu;

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
  const above = replace.slice(0, at).findLast(isFilled) ?? '';
  const below = replace.slice(at + 1).find(isFilled);
  const opensHere = above.trimEnd().endsWith(':') && depth(above) < depth(line);
  return line.trim() === '...' && opensHere && (below === undefined || depth(below) < depth(line));
}

const emptyBody = /^(?:pass|raise NotImplementedError.*)$/u;

function depth(line: string): number {
  return line.length - line.trimStart().length;
}
