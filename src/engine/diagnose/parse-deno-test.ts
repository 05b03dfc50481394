import type { FailureParser, StructuredFailure } from './diagnosis.ts';
import { readScriptError } from './script-error.ts';
import { toWorkPath } from './work-path.ts';

/** Failed tests of `deno test`, from its ERRORS section. */
export const parseDenoTest: FailureParser = lines => {
  const start = lines.findIndex(line => line.trim() === 'ERRORS');
  if (start === -1) return [];
  const length = lines.slice(start).findIndex(line => line.trim() === 'FAILURES');
  const section = lines.slice(start + 1, length === -1 ? lines.length : start + length);
  const heads = section.flatMap((line, index) => (headPattern.test(line) ? [index] : []));
  return heads.map((head, position) => describe(section.slice(head, heads[position + 1] ?? section.length)));
};

const headPattern = /^(\S.*) => (\S+):(\d{1,9}):\d{1,9}$/u;

function describe(lines: readonly string[]): StructuredFailure {
  const [, title = '', printedPath = '', line = ''] = headPattern.exec(lines[0] ?? '') ?? [];
  const path = toWorkPath(printedPath);
  const error = readScriptError(withoutSource(lines.slice(1)));
  return {
    ...(path === undefined ? {} : { path, line: Number(line) }),
    ...error,
    name: `${path === undefined ? '' : `${path} > `}${title.replaceAll(' ... ', ' > ')}`,
  };
}

/** Deno shows the source line and a caret between the message and the stack. */
function withoutSource(lines: readonly string[]): readonly string[] {
  const caret = lines.findIndex(line => /^\s*\^+$/u.test(line));
  const kept = lines.filter((_, index) => caret === -1 || (index !== caret && index !== caret - 1));
  return kept.map(line => line.replace(/^error: (?:Uncaught (?:\(in promise\) )?)?/u, ''));
}
