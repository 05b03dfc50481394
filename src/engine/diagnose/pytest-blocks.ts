import { clip } from './clip.ts';
import { parsePythonErrors } from './parse-python-errors.ts';
import { toWorkPath } from './work-path.ts';

/** One headed block of pytest's FAILURES and ERRORS sections. */
export interface PytestBlock {
  /** As headed, without `ERROR at setup of`. */
  readonly title: string;
  readonly isSetup: boolean;
  /** Empty when the block shows no error. */
  readonly message: string;
  /** The line that names the exception, which decides the kind. */
  readonly error: string | undefined;
  readonly path: string | undefined;
  readonly line: number | undefined;
  readonly excerpt: string;
}

/** Reads all traceback styles: long, short and native; `line` and `no` leave everything to the summary. */
export function readPytestBlocks(lines: readonly string[]): readonly PytestBlock[] {
  const found: PytestBlock[] = [];
  let start: number | undefined;
  for (const [index, line] of [...lines, sectionEnd].entries()) {
    const isTitle = titlePattern.test(line);
    if (!isTitle && !/^={3,} .* ={3,}$/u.test(line)) continue;
    if (start !== undefined) found.push(readBlock(lines[start] ?? '', lines.slice(start + 1, index)));
    start = isTitle ? index : undefined;
  }
  return found;
}

const titlePattern = /^_{3,} (\S.*\S|\S) _{3,}$/u;
const sectionEnd = '=== end ===';
const setupPattern = /^ERROR at (?:setup|teardown) of /u;
const causeSentence = 'The above exception was the direct cause of the following exception:';

function readBlock(heading: string, lines: readonly string[]): PytestBlock {
  const whole = titlePattern.exec(heading)?.[1] ?? heading;
  const head = { title: whole.replace(setupPattern, ''), isSetup: whole.startsWith('ERROR ') };
  const native = lines.some(line => line.startsWith('Traceback (most recent'))
    ? parsePythonErrors(lines).at(-1)
    : undefined;
  if (native) {
    const { message, path, line, excerpt = '' } = native;
    return { ...head, message, error: message, path, line, excerpt };
  }
  const errors = errorGroups(lines);
  const told = errors.at(-1) ?? [];
  const error = told.find(line => exceptionPattern.test(line)) ?? told[0];
  const place = places(lines).at(-1);
  return {
    ...head,
    message:
      messageOf(told, error) + (lines.includes(causeSentence) ? ` (caused by ${errors[0]?.[0] ?? ''})` : ''),
    error,
    path: place?.path,
    line: place?.line,
    excerpt: clip(lines.filter(isTelling).slice(-maxExcerptLines).join('\n'), 1_200),
  };
}

const exceptionPattern = /^[A-Za-z_][\w.]*(?:Error|Exception|Warning|Exit|Interrupt|Failed)\b/u;
const maxExcerptLines = 18;

function messageOf(told: readonly string[], error: string | undefined): string {
  if (error === undefined) return '';
  const start = told.indexOf(error);
  const end = told.findIndex((line, index) => index > start && line === '');
  return told.slice(start, end === -1 ? start + 4 : Math.min(end, start + 4)).join('\n');
}

/** The runs of `E` lines, one for each exception of a chain. */
function errorGroups(lines: readonly string[]): readonly (readonly string[])[] {
  const groups: string[][] = [];
  for (const [index, line] of lines.entries()) {
    if (!isErrorLine(line)) continue;
    if (index === 0 || !isErrorLine(lines[index - 1] ?? '')) groups.push([]);
    groups.at(-1)?.push(line.slice(1).trim());
  }
  return groups;
}

function isErrorLine(line: string): boolean {
  return line === 'E' || line.startsWith('E  ');
}

function isTelling(line: string): boolean {
  return (isErrorLine(line) && line.length > 4) || line.startsWith('>') || places([line]).length > 0;
}

/** `test_calc.py:8: ZeroDivisionError`, `calc.py:4: in divide`, and where an `E` line says a syntax error is. */
function places(lines: readonly string[]): readonly { readonly path: string; readonly line: number }[] {
  return lines.flatMap(line => {
    const found =
      /^(\S[^:]*):(\d{1,9}):(?: |$)/u.exec(line) ?? /^E +File "([^"]+)", line (\d{1,9})/u.exec(line);
    const path = found && toWorkPath(found[1] ?? '');
    return found && path ? [{ path, line: Number(found[2]) }] : [];
  });
}
