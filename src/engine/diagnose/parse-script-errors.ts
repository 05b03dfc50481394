import { clip } from './clip.ts';
import type { FailureParser, StructuredFailure } from './diagnosis.ts';
import { errorKind } from './error-kind.ts';
import { isStackLine, readScriptError } from './script-error.ts';
import { toWorkPath } from './work-path.ts';

/** Errors that ended a Node or Deno program, with or without a stack. */
export const parseScriptErrors: FailureParser = lines => {
  const heads = lines.flatMap((line, index) => (isHead(lines, index, line) ? [index] : []));
  return heads.map((head, position) =>
    describe(lines, head, Math.min(heads[position + 1] ?? lines.length, head + maxLines)),
  );
};

const maxLines = 40;
const prefixPattern = /^(?:error: )?(?:Uncaught )?(?:\(in promise\) )?/u;
const errorPattern = /^[A-Z][\w$.]*(?: \[\w+\])?(?::|$)/u;
const denoPattern = /^error: (?:Module not found|Import "|SyntaxError)/u;

/** An error's first line: its class, and a stack within the next lines (a message may go on for some). */
function isHead(lines: readonly string[], index: number, line: string): boolean {
  if (denoPattern.test(line)) return true;
  if (!errorPattern.test(line.replace(prefixPattern, ''))) return false;
  // A class that does not look like an error's counts only right above its stack.
  const near = /Error\b|Uncaught /u.test(line) ? 12 : 1;
  return lines.slice(index + 1, index + 1 + near).some(next => /^ {4}at /u.test(next) && isStackLine(next));
}

function describe(lines: readonly string[], head: number, end: number): StructuredFailure {
  const first = (lines[head] ?? '').replace(prefixPattern, '').replace(/^(\w+) \[\w+\]: /u, '$1: ');
  const stack = lines.slice(head + 1, end).findIndex(isStackLine);
  const more = stack === -1 ? [] : lines.slice(head + 1, head + 1 + stack).filter(isMessage);
  const frames = lines.slice(head + 1, end);
  const error = readScriptError([first, ...more, ...frames.filter(isStackLine)]);
  const cause = frames.map(line => /^\s*\[cause\]: (.+)$/u.exec(line)?.[1]).find(text => text !== undefined);
  const message = clip(`${error.message}${cause === undefined ? '' : ` (caused by ${cause})`}`, 600);
  const place = error.path === undefined ? (importer(message) ?? placeAbove(lines, head)) : {};
  return { ...error, kind: errorKind(message), message, ...place };
}

/** Between the first line and the stack stand more of the message, or Deno's source line and caret. */
function isMessage(line: string, index: number, lines: readonly string[]): boolean {
  return (
    !/^\s*[\^~]+$/u.test(line) && !/^\s*[\^~]+$/u.test(lines[index + 1] ?? '') && !/^\s*\d* ?\|/u.test(line)
  );
}

/** A module that is not there has only Node's own frames beneath it. */
function importer(message: string): { readonly path: string } | undefined {
  const path = toWorkPath(/ imported from (\S+)$/u.exec(message)?.[1] ?? '');
  return path === undefined ? undefined : { path };
}

/** Node heads an error with the place where it was thrown: the only one there is for a syntax error. */
function placeAbove(lines: readonly string[], head: number) {
  for (let index = head - 1; index >= Math.max(0, head - maxSourceLines); index -= 1) {
    const found = /^((?:file:\/\/|\/)\S+):(\d{1,9})$/u.exec(lines[index] ?? '');
    const path = found && toWorkPath(found[1] ?? '');
    const source = (lines[index + 1] ?? '').trim();
    if (found && path) {
      return { path, line: Number(found[2]), ...(source === '' ? {} : { excerpt: clip(source, 300) }) };
    }
  }
  return {};
}

const maxSourceLines = 6;
