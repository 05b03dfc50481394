import type { Findings, FoundCall } from './found-call.ts';
import { isPath, readPathLine } from './path-line.ts';
import type { TextLine } from './text-lines.ts';

/**
 * Finds search/replace blocks: a path, then SEARCH, the old lines, the divider, the new lines, REPLACE.
 * What stands between the marks is kept byte for byte. An empty search writes the whole file.
 * A block without a path, without an end, or with two lines that could be its divider is malformed:
 * a guess here could put half an edit into a file.
 */
export function findEdits(lines: readonly TextLine[]): Findings {
  const calls: FoundCall[] = [];
  let path: string | undefined;
  let after = 0;
  for (let at = 0; at < lines.length; at += 1) {
    if (!isSearch(lines[at])) continue;
    const marks = readMarks(lines, at);
    const above = lines.slice(after, at);
    const heading = findHeading(above);
    path = heading?.path ?? (above.every(isEmpty) ? path : undefined);
    if (marks === undefined || path === undefined) return { kind: 'malformed' };
    const begins = after + (heading?.line ?? 0);
    after = marks.ends + (isBareFence(lines[marks.ends + 1]) ? 2 : 1);
    calls.push({
      ...toCall(path, marks, lines),
      start: lines[begins]?.start ?? 0,
      end: lines[after - 1]?.end ?? 0,
    });
    at = after - 1;
  }
  const isDangling = lines.slice(after).some(line => replaceMark.test(line.text));
  return isDangling ? { kind: 'malformed' } : { kind: 'calls', calls };
}

/** Whether a line could be taken for a mark; texts with such lines cannot be written as blocks. */
export function looksLikeMark(line: string): boolean {
  return [searchMark, divider, replaceMark].some(mark => mark.test(line));
}

/** Indexes of a block's three lines. */
interface Marks {
  readonly begins: number;
  readonly divides: number;
  readonly ends: number;
}

function readMarks(lines: readonly TextLine[], begins: number): Marks | undefined {
  const ends = lines.findIndex((line, index) => index > begins && replaceMark.test(line.text));
  if (ends === -1) return undefined;
  const inside = lines.slice(begins + 1, ends);
  const [divides, ...others] = inside.flatMap((line, index) =>
    divider.test(line.text) ? [begins + 1 + index] : [],
  );
  if (divides === undefined || others.length > 0 || inside.some(isSearch)) return undefined;
  return { begins, divides, ends };
}

function toCall(path: string, { begins, divides, ends }: Marks, lines: readonly TextLine[]) {
  const search = between(lines, begins, divides);
  const replace = between(lines, divides, ends);
  return search === ''
    ? { name: 'write_file', argumentsText: JSON.stringify({ path, content: replace }) }
    : { name: 'edit_file', argumentsText: JSON.stringify({ path, search, replace }) };
}

function between(lines: readonly TextLine[], from: number, to: number): string {
  return lines
    .slice(from + 1, to)
    .map(line => `${line.text}\n`)
    .join('');
}

interface Heading {
  readonly path: string;
  /** Which of the lines is the first that belongs to the block and not to the prose. */
  readonly line: number;
}

/** The path that stands nearest above a block, within a few lines. A wrong one fails, as its text is not there. */
function findHeading(above: readonly TextLine[]): Heading | undefined {
  const fence = above.findLastIndex(line => fenceMark.test(line.text));
  for (let line = above.length - 1; line >= Math.max(0, above.length - reach); line -= 1) {
    const text = above[line]?.text ?? '';
    const own = readFenceInfo(text) ?? readPathLine(text);
    if (own !== undefined) return { path: own, line: fence === -1 ? line : Math.min(line, fence) };
    const inline = readInlinePath(text);
    if (inline !== undefined) return { path: inline, line: Math.max(line + 1, fence) };
  }
  return undefined;
}

/** ```` ```python src/a.py ```` */
function readFenceInfo(line: string): string | undefined {
  const [, info] = /^\s*[`~]{3,}(?:\w+[\s:]+)?(\S+)\s*$/u.exec(line) ?? [];
  return info !== undefined && isPath(info) ? info : undefined;
}

/** The only path in backticks of a line of prose. */
function readInlinePath(line: string): string | undefined {
  const paths = Array.from(line.matchAll(/`([^`]+)`/gu), ([, code = '']) => code).filter(isPath);
  return paths.length === 1 ? paths[0] : undefined;
}

/** Nothing but blank lines and fences between two blocks: the second goes on with the same file. */
function isEmpty({ text }: TextLine): boolean {
  return text.trim() === '' || fenceMark.test(text);
}

function isBareFence(line: TextLine | undefined): boolean {
  return /^\s*(?:`{3,}|~{3,})\s*$/u.test(line?.text ?? '');
}

function isSearch(line: TextLine | undefined): boolean {
  return searchMark.test(line?.text ?? '');
}

const searchMark = /^<{5,9} ?SEARCH\s*$/u;
const divider = /^={5,9}\s*$/u;
const replaceMark = /^>{5,9} ?REPLACE\s*$/u;
const fenceMark = /^\s*(?:`{3,}|~{3,})\w*\s*$/u;

// A blank line, a fence and a sentence may stand between a path and its block.
const reach = 6;
