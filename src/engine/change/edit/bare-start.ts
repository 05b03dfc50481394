import type { EditText } from './edit-result.ts';

/** What the first and the last line of a match have outside it. */
export interface Seams {
  readonly head: string;
  readonly tail: string;
}

/**
 * The replacement of a search that starts behind a line's indentation, fit to start there too: the indentation must
 * not come twice, and the further lines that a lone line grows get it where they were written without.
 */
export function fitBareStart({ search, replace }: EditText, { head, tail }: Seams): string {
  const isBare = head !== '' && head.trim() === '' && search.trimStart() === search;
  if (!isBare) return replace;
  const rest = replace.slice(head.length);
  if (replace.startsWith(head) && rest.trimStart() === rest) return rest;
  const isLoneLine = tail === '' && !search.includes('\n');
  if (!isLoneLine || !isWrittenAtMargin(replace.split('\n'), head.length)) return replace;
  const [first = '', ...further] = replace.split('\n');
  return [first, ...further.map(line => (line === '' ? '' : head + line))].join('\n');
}

// Only the first line's indentation may be missing, or that of all: the line that follows it tells.
function isWrittenAtMargin([first = '', ...further]: readonly string[], depth: number): boolean {
  const at = further.findIndex(line => line.trim() !== '');
  const next = further[at];
  if (next === undefined) return false;
  const indent = next.length - next.trimStart().length;
  if (/[:{]$/u.test(first.trimEnd())) return indent > 0 && indent <= depth;
  const leavesBlock = closer.test(next.trim()) || (at > 0 && declaration.test(next.trim()));
  return indent < depth && !leavesBlock;
}

const closer = /^(?:[)\]}]|end\b|<\/)/u;
const declaration = /^(?:@|export\b|async\b|def\b|class\b|function\b|func\b|fn\b|public\b|private\b)/u;
