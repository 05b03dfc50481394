import { clip } from './clip.ts';
import type { StructuredFailure } from './diagnosis.ts';
import { errorKind } from './error-kind.ts';
import { toWorkPath } from './work-path.ts';

/** An error of a JavaScript engine as printed: its text and a stack beneath it. */
export type ScriptError = Omit<StructuredFailure, 'name'>;

/** Reads the error that a block of lines shows: what stands above the stack, and the first own frame in it. */
export function readScriptError(lines: readonly string[]): ScriptError {
  const frames = lines.flatMap(line => stackFrame(line) ?? []);
  const stackAt = lines.findIndex(isStackLine);
  const above = (stackAt === -1 ? lines : lines.slice(0, stackAt)).filter(line => line.trim() !== '');
  const text = dedent(above.slice(0, maxMessageLines));
  const message = clip(
    [withoutCode(text[0] ?? 'The error has no message.'), ...text.slice(1)].join('\n'),
    maxMessage,
  );
  return {
    kind: errorKind(message),
    message,
    ...frames[0],
    ...(frames.length === 0 ? {} : { excerpt: frames.slice(0, maxFrames).map(printFrame).join('\n') }),
  };
}

/** Where a stack line of Node, Deno, Jest or Vitest points, when that is one of the project's own files. */
export function stackFrame(line: string): { readonly path: string; readonly line: number } | undefined {
  if (!isStackLine(line)) return undefined;
  const end = line.replace(/ \{$/u, '').replace(/\)$/u, '');
  const place = end.slice(end.lastIndexOf('(') + 1).replace(/^\s*(?:at|❯)\s+(?:async )?/u, '');
  const found = /:(\d{1,9}):\d{1,9}$/u.exec(place);
  const path = found && toWorkPath(place.slice(place.lastIndexOf(' ', found.index) + 1, found.index));
  return path ? { path, line: Number(found[1]) } : undefined;
}

export function isStackLine(line: string): boolean {
  return /^\s*(?:at|❯) \S/u.test(line) && /:\d+\)?(?: \{)?$|<anonymous>\)?$|index \d+\)$/u.test(line);
}

/** Takes the first line's indentation away from all of them, so that a printed diff keeps its shape. */
function dedent(lines: readonly string[]): readonly string[] {
  const first = lines[0] ?? '';
  const margin = first.length - first.trimStart().length;
  return lines.map(line => (line.slice(0, margin).trim() === '' ? line.slice(margin) : line.trimStart()));
}

const maxMessageLines = 8;
const maxMessage = 600;
const maxFrames = 3;

/** Node prints `Error [ERR_SOMETHING]: text`; the code adds noise unless it is all there is. */
function withoutCode(text: string): string {
  return text.replace(/^(\w+) \[(?:ERR_ASSERTION|ERR_TEST_FAILURE)\]: /u, '$1: ');
}

function printFrame(frame: { readonly path: string; readonly line: number }): string {
  return `at ${frame.path}:${frame.line}`;
}
