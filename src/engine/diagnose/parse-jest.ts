import { clip } from './clip.ts';
import type { FailureParser, StructuredFailure } from './diagnosis.ts';
import { errorKind, setupErrorKind } from './error-kind.ts';
import { stackFrame } from './script-error.ts';
import { toWorkPath } from './work-path.ts';

/** Failed tests and files of Jest: its blocks that begin with a dot. */
export const parseJest: FailureParser = lines => {
  const failures: StructuredFailure[] = [];
  let file: string | undefined;
  for (const [index, line] of lines.entries()) {
    file = filePattern.exec(line)?.[1] ?? file;
    const title = titlePattern.exec(line)?.[1];
    if (title === undefined || title === 'Console' || file === undefined) continue;
    failures.push(describe(file, title, blockAfter(lines, index)));
  }
  // Long runs repeat every block in a summary at the end.
  return [...Map.groupBy(failures, failure => failure.name).values()].flatMap(same => same.slice(0, 1));
};

const filePattern = /^\s*FAIL\s+(?:\S+\s+)??(\S+\.[cm]?[jt]sx?)(?: \([\d.]+ m?s\))?$/u;
const titlePattern = /^ {2}● (\S.*)$/u;
const maxBlockLines = 80;

function blockAfter(lines: readonly string[], index: number): readonly string[] {
  const block = lines.slice(index + 1, index + 1 + maxBlockLines);
  const end = block.findIndex(
    line => titlePattern.test(line) || /^(?:Test Suites:|PASS |FAIL |\S)/u.test(line),
  );
  return end === -1 ? block : block.slice(0, end);
}

function describe(file: string, title: string, block: readonly string[]): StructuredFailure {
  const path = toWorkPath(file);
  const name =
    title === 'Test suite failed to run'
      ? (path ?? file)
      : `${path ?? file} > ${title.replaceAll(' › ', ' > ')}`;
  const frame = block.flatMap(line => stackFrame(line) ?? [])[0];
  const message = messageOf(block);
  const isFile = name === (path ?? file);
  return {
    kind: isFile ? setupErrorKind(message) : errorKind(message),
    name,
    message,
    ...(frame ?? (path === undefined ? {} : { path })),
    ...excerptOf(block),
  };
}

/** The matcher's sentence and its `Expected:` and `Received:` lines; the source frame below is the excerpt. */
function messageOf(block: readonly string[]): string {
  const told = block.filter(line => line.trim() !== '' && !isSource(line) && !/^\s*at /u.test(line));
  const text = told.map(line => line.trim()).slice(0, 6);
  return clip(text.length === 0 ? 'It failed; the report does not say why.' : text.join('\n'), 600);
}

function excerptOf(block: readonly string[]): { readonly excerpt?: string } {
  const source = block.filter(line => /^\s*> \d+ \|/u.test(line)).map(line => line.trim());
  return source.length === 0 ? {} : { excerpt: clip(source.slice(0, 3).join('\n'), 600) };
}

function isSource(line: string): boolean {
  return /^\s*(?:> )?\d* ?\|/u.test(line);
}
