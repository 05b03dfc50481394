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
  return suspects.find(line => !hunks.some(hunk => isCode(line, hunk, standsInFile)));
}

/** True for a line that says nothing but that something was left out. */
export function isPlaceholder(line: string): boolean {
  const [, opening = '', body = ''] = framed.exec(line.trim()) ?? [];
  const said = body.replace(brackets, '$1').trim();
  if (said === '') return false;
  if (onlyDots.test(said)) return true;
  const words = said.replace(dotsAtEnds, '').trim();
  const hasDots = words.length < said.length;
  const isComment = opening !== '';
  if (hasDots && leftOut.test(words)) return prose.test(words);
  if (hasDots && isComment) return dotsAtBothEnds.test(said) && prose.test(words);
  return isComment && leftOutAlone.test(words);
}

// A comment mark of any language, what it says, and the mark that closes it.
const framed =
  /^(\/\/+|#+(?!\w)|--+|;+|%+|\/\*+|<!--+|\{\s*\/\*+|"""|''')?\s*(.*?)\s*(?:\*+\/\s*\}?|--+>|"""|'''|--+)?$/u;
const brackets = /^[([{<](.*)[)\]}>]$/u;
const onlyDots = /^(?:\.{3,}|…)(?:\s*(?:\.{3,}|…))*$/u;
const dotsAtEnds = /^(?:\.{3,}|…)\s*|\s*(?:\.{3,}|…)$/gu;
const dotsAtBothEnds = /^(?:\.{3,}|…).*(?:\.{3,}|…)$/u;
const prose = /^[([]?[\p{L}\d ,'’/&:;`"()\-–—]+\.?[)\]]?$/u;
const leftOut =
  /\b(?:existing|rest|remaining|remainder|other|others|previous|unchanged|omitted|same|more|keep|code|snip|snipped|truncated|continues|etc|elided|skipped|here|above|below|before|implementation)\b/iu;
const leftOutAlone =
  /^[([]?(?:(?:the |all )?(?:rest|remainder) of\b.*|(?:the )?(?:existing|remaining|unchanged|previous) (?:\w+ )?(?:code|lines?|functions?|methods?|content|contents|implementation|logic|file|imports?|body|class|tests?|cases|fields|props|properties)\b[^=;{}]*|(?:\w+ ){0,2}(?:code|lines?|functions?|methods?|content|implementation|logic|file|imports?|body)(?: \w+)? (?:omitted|unchanged|elided|truncated|continues|remains?|stays?|skipped)\b[^=;{}]*|(?:unchanged|omitted|snip|snipped|no changes?|same as (?:before|above)|as before|truncated|and so on|etc))[.)\]]*$/iu;

// Lines the replacement has more often than the search: what they share was matched against the file.
function newPlaceholders({ search, replace }: EditLines): readonly string[] {
  const counts = new Map<string, number>();
  for (const line of search) counts.set(line.trim(), (counts.get(line.trim()) ?? 0) + 1);
  return replace.filter(line => {
    const left = counts.get(line.trim()) ?? 0;
    counts.set(line.trim(), left - 1);
    return left <= 0 && isPlaceholder(line);
  });
}

interface Hunk {
  readonly removed: number;
  readonly added: readonly string[];
  /** The replacement's last line before the added ones that is not blank. */
  readonly lead: string;
}

function changedParts(steps: readonly LineStep[], edit: EditLines): readonly Hunk[] {
  const hunks: Hunk[] = [];
  let lead = '';
  let removed = 0;
  let added: string[] = [];
  const close = () => {
    if (removed + added.length > 0) hunks.push({ removed, added, lead });
    lead = added.at(-1) ?? lead;
    removed = 0;
    added = [];
  };
  for (const step of steps) {
    const line = (step.kind === 'removed' ? edit.search[step.before] : edit.replace[step.after]) ?? '';
    if (line.trim() === '') continue;
    if (step.kind === 'removed') removed += 1;
    if (step.kind === 'added') added.push(line);
    if (step.kind !== 'same') continue;
    close();
    lead = line;
  }
  close();
  return hunks;
}

// Dots as the whole body of a Python function, or as in a traceback, take the place of nothing bigger.
function isCode(line: string, hunk: Hunk, standsInFile: StandsInFile): boolean {
  const at = hunk.added.indexOf(line);
  if (at === -1 || hunk.removed > hunk.added.length) return false;
  if (hunk.removed === 0 && standsInFile(line)) return true;
  const before = at === 0 ? hunk.lead : (hunk.added[at - 1] ?? '');
  return onlyDots.test(line.trim()) && before.trimEnd().endsWith(':');
}
