import { clip } from './clip.ts';
import type { FailureParser, StructuredFailure } from './diagnosis.ts';
import { errorKind } from './error-kind.ts';
import { readScriptError } from './script-error.ts';
import { toWorkPath } from './work-path.ts';

/** Failing tests as Node's own test runner lists them at the end of its `spec` report. */
export const parseNodeTest: FailureParser = lines => {
  const start = lines.findLastIndex(line => /^✖ failing tests:$/u.test(line));
  if (start === -1) return [];
  const places = lines.flatMap((line, index) => (index > start && placePattern.test(line) ? [index] : []));
  return places.map((place, position) => describe(lines.slice(place, places[position + 1] ?? lines.length)));
};

const placePattern = /^test at (.+):(\d{1,9}):\d{1,9}$/u;

function describe(lines: readonly string[]): StructuredFailure {
  const [, printedPath = '', line = ''] = placePattern.exec(lines[0] ?? '') ?? [];
  const title = (lines[1] ?? '').replace(/^\s*✖ /u, '').replace(/ \([\d.]+ ?m?s\)(?: #.*)?$/u, '');
  const path = toWorkPath(printedPath);
  const error = readScriptError(indented(lines.slice(2)));
  const message = clip(unquote(error.message), 600);
  return {
    ...(path === undefined ? {} : { path, line: Number(line) }),
    ...error,
    kind: errorKind(message),
    message,
    name: isFile(title)
      ? (toWorkPath(title) ?? title)
      : `${path ?? ''}${path === undefined ? '' : ' > '}${title}`,
  };
}

/** Whatever else went to the output stands further to the left. */
function indented(lines: readonly string[]): readonly string[] {
  const end = lines.findIndex(line => line.slice(0, 2).trim() !== '');
  return end === -1 ? lines : lines.slice(0, end);
}

/** A whole file that failed is titled with its path. */
function isFile(title: string): boolean {
  return /\.[cm]?[jt]sx?$/u.test(title) && !title.includes(' ');
}

function unquote(text: string): string {
  return /^'[^']*'$/u.test(text) ? text.slice(1, -1) : text;
}
