import type { EditText } from './edit-result.ts';

/** Takes off the line numbers of a listing. Every line of the search must have one, counting up by one. */
export function stripLineNumbers({ search, replace }: EditText): EditText | undefined {
  if (!/^\s*\[?[Ll]?\d/u.test(search)) return undefined;
  const fitting = marks.filter(mark => isNumbered(search, mark) && isNumberedAlike(replace, mark));
  const versions = fitting.map(mark => ({
    search: withoutNumbers(search, mark),
    replace: withoutNumbers(replace, mark),
  }));
  return versions.toSorted((a, b) => oddIndents(a.search) - oddIndents(b.search))[0];
}

// A blank behind the mark may be the mark's or the line's: code is rarely indented by an odd number of them.
function oddIndents(text: string): number {
  const lines = text.split('\n').filter(line => !/^\s*\*/u.test(line));
  return lines.filter(line => line.search(/[^ ]|$/u) % 2 === 1).length;
}

/** What stands between a number and its line. */
interface NumberMark {
  /** Captures the number and the line. */
  readonly pattern: RegExp;
  /** The same mark, with or without a blank behind it. */
  readonly loose: RegExp;
}

const bar = /^[ \t]*[Ll]?(\d+)[ \t]*[|│┃→](.*)$/u;
const colon = /^[ \t]*[Ll]?(\d+):(.*)$/u;
const tab = /^[ \t]*(\d+)\t(.*)$/u;
const dot = /^[ \t]*(\d+)[.)-](?:[ \t]|$)(.*)$/u;
const box = /^[ \t]*\[(\d+)\](?: |$)(.*)$/u;
const blank = /^[ \t]*(\d+)(?: |$)(.*)$/u;

// With a blank behind the mark where every line has it, so that the lines' own indentation is left.
const marks: readonly NumberMark[] = [
  { pattern: /^[ \t]*[Ll]?(\d+)[ \t]*[|│┃→](?: |$)(.*)$/u, loose: bar },
  { pattern: bar, loose: bar },
  { pattern: /^[ \t]*[Ll]?(\d+):(?: |$)(.*)$/u, loose: colon },
  { pattern: colon, loose: colon },
  { pattern: tab, loose: tab },
  { pattern: dot, loose: dot },
  { pattern: box, loose: box },
  { pattern: blank, loose: blank },
];

function isNumbered(text: string, { pattern }: NumberMark): boolean {
  const lines = linesOf(text);
  const numberOf = (line: string) => Number((pattern.exec(line) ?? bareNumber.exec(line))?.[1] ?? Number.NaN);
  const first = numberOf(lines[0] ?? '');
  return lines.every((line, at) => numberOf(line) === first + at) && lines.some(line => pattern.test(line));
}

// A listing of an empty line may have lost the blanks behind its number.
const bareNumber = /^[ \t]*[Ll]?(\d+)[ \t]*$/u;

function isNumberedAlike(replace: string, { pattern, loose }: NumberMark): boolean {
  return linesOf(replace).every(line => pattern.test(line) || !loose.test(line));
}

function withoutNumbers(text: string, { pattern }: NumberMark): string {
  const lines = linesOf(text);
  const contents = lines.map(line => pattern.exec(line)?.[2] ?? (bareNumber.test(line) ? '' : undefined));
  const missing = contents.filter((content, at) => content === undefined && lines[at]?.trim() !== '').length;
  if (missing * 2 > lines.length) return text;
  const stripped = contents.map((content, at) => content ?? lines[at] ?? '');
  return stripped.join('\n') + (text.endsWith('\n') ? '\n' : '');
}

function linesOf(text: string): readonly string[] {
  return (text.endsWith('\n') ? text.slice(0, -1) : text).split('\n');
}
