import { inspect } from 'node:util';

const runnerFolder = new URL('.', import.meta.url).href;

/** An error as Node shows it, without the stack frames of the runner and of Deno's own code. */
export function describeError(error: unknown): string {
  if (isLoadError(error)) return error.message.replace(/^(?!\w*Error)/u, 'Error: ');
  // Deno puts the class before what a parser said, which begins with it.
  return withoutForeignFrames(inspect(error, { depth: 4 }).replace(/^(\w+Error): (?=\1: )/u, ''));
}

/** `file:line:column` of the first frame that belongs to the program; '' when there is none. */
export function programLocation(stack: string): string {
  const frame = stack.split('\n').find(line => /^\s+at /u.test(line) && !isForeignFrame(line));
  return /(?:file:\/\/)?([^\s()]+:\d+:\d+)\)?(?: \{)?$/u.exec(frame ?? '')?.[1] ?? '';
}

export function withoutForeignFrames(text: string): string {
  const kept: string[] = [];
  for (const line of text.split('\n')) {
    if (!isForeignFrame(line)) {
      kept.push(line);
    } else if (line.endsWith(' {')) {
      // The error's own properties follow: the brace that opens them stays.
      kept.push(`${kept.pop() ?? ''} {`);
    }
  }
  return kept.join('\n');
}

function isForeignFrame(line: string): boolean {
  return /^\s+at .*\b(?:ext|node):/u.test(line) || (/^\s+at /u.test(line) && line.includes(runnerFolder));
}

/** A module that is not there or does not parse: Deno says it all in the message, with the place. */
function isLoadError(error: unknown): error is Error {
  return error instanceof TypeError && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND';
}
