import { clip } from './clip.ts';
import type { FailureParser, StructuredFailure } from './diagnosis.ts';
import { errorKind, setupErrorKind } from './error-kind.ts';
import { stackFrame } from './script-error.ts';
import { toWorkPath } from './work-path.ts';

/** Failed tests and files of Vitest: its `FAIL` blocks, which rules of `⎯` end. */
export const parseVitest: FailureParser = lines => {
  if (!lines.some(line => /^⎯+ Failed (?:Tests|Suites) /u.test(line))) return [];
  const heads = lines.flatMap((line, index) => (titlePattern.test(line) ? [index] : []));
  const ends = bodyStarts(heads);
  return heads.map((head, position) => {
    const start = ends[position] ?? head + 1;
    return describe(lines[head] ?? '', untilHead(lines.slice(start, start + maxBlockLines)));
  });
};

const titlePattern = /^ ?FAIL {2}(\S.*)$/u;
const maxBlockLines = 80;

/** Tests that failed alike are headed one after the other above a single error: where it starts, for each. */
function bodyStarts(heads: readonly number[]): readonly number[] {
  const starts: number[] = [];
  for (const head of heads.toReversed()) {
    const next = starts.at(-1);
    starts.push(next !== undefined && heads[heads.length - starts.length] === head + 1 ? next : head + 1);
  }
  return starts.toReversed();
}

function untilHead(lines: readonly string[]): readonly string[] {
  const end = lines.findIndex(line => titlePattern.test(line));
  return end === -1 ? lines : lines.slice(0, end);
}

function describe(heading: string, rest: readonly string[]): StructuredFailure {
  const end = rest.findIndex(line => /^⎯{3}/u.test(line));
  const block = end === -1 ? rest : rest.slice(0, end);
  const title = (titlePattern.exec(heading)?.[1] ?? '').replace(/^\|[^|]*\| /u, '');
  const isFile = title.endsWith(' ]') && title.includes(' [ ');
  const file = title.replace(/(?: > | \[ ).*$/u, '');
  const path = toWorkPath(file);
  const frame = block.flatMap(line => stackFrame(line) ?? [])[0];
  const message = messageOf(block);
  return {
    kind: isFile ? setupErrorKind(message) : errorKind(message),
    name: isFile ? (path ?? file) : title,
    message,
    ...(frame ?? (path === undefined ? {} : { path })),
    ...excerptOf(block),
  };
}

function messageOf(block: readonly string[]): string {
  const stack = block.findIndex(line => /^\s*❯ /u.test(line));
  const told = (stack === -1 ? block : block.slice(0, stack)).map(line => line.trim());
  const words = told.filter(line => line !== '' && line !== '- Expected' && line !== '+ Received');
  return clip(
    words.length === 0 ? 'It failed; the report does not say why.' : words.slice(0, 8).join('\n'),
    600,
  );
}

function excerptOf(block: readonly string[]): { readonly excerpt?: string } {
  const caret = block.findIndex(line => /^\s*\| +\^/u.test(line));
  const source = block[caret - 1];
  return source === undefined ? {} : { excerpt: clip(source.trim(), 600) };
}
