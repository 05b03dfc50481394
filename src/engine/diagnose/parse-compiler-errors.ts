import { clip } from './clip.ts';
import type { ErrorType, FailureParser, StructuredFailure } from './diagnosis.ts';
import { stackFrame } from './script-error.ts';
import { toWorkPath } from './work-path.ts';

/** TypeScript's complaints, as `tsc` prints them plain and pretty, and as Deno does. */
export const parseCompilerErrors: FailureParser = lines =>
  lines.flatMap((line, index) => {
    if (!/\bTS\d{1,5}\b/u.test(line)) return [];
    const found = plainError(line) ?? prettyError(line, lines[index + 2]) ?? globalError(line);
    return found ?? denoError(line, lines.slice(index + 1, index + 8)) ?? [];
  });

const place = String.raw`^(.+?)(?:\((\d{1,9}),\d{1,9}\)|:(\d{1,9}):\d{1,9})`;
const plainPattern = new RegExp(`${place}: error TS(\\d{1,5}): (.*)$`, 'u');
const prettyPattern = new RegExp(`${place} - error TS(\\d{1,5}): (.*)$`, 'u');

function plainError(line: string): StructuredFailure | undefined {
  return located(plainPattern.exec(line));
}

function prettyError(line: string, source: string | undefined): StructuredFailure | undefined {
  const failure = located(prettyPattern.exec(line));
  return failure && source ? { ...failure, excerpt: clip(source.replace(/^\d+ +/u, ''), 300) } : failure;
}

function located(found: RegExpExecArray | null): StructuredFailure | undefined {
  if (!found) return undefined;
  const [, printedPath = '', inBrackets, afterColon, code = '', text = ''] = found;
  const path = toWorkPath(printedPath);
  const line = Number(inBrackets ?? afterColon);
  return { ...describe(code, text), ...(path === undefined ? {} : { path, line }) };
}

function globalError(line: string): StructuredFailure | undefined {
  const found = /^error TS(\d{1,5}): (.*)$/u.exec(line);
  return found ? describe(found[1] ?? '', found[2] ?? '') : undefined;
}

function denoError(line: string, next: readonly string[]): StructuredFailure | undefined {
  const found = /^(?:error: )?TS(\d{1,5}) \[ERROR\]: (.*)$/u.exec(line);
  if (!found) return undefined;
  return { ...describe(found[1] ?? '', found[2] ?? ''), ...next.flatMap(text => stackFrame(text) ?? [])[0] };
}

function describe(code: string, text: string): StructuredFailure {
  return { kind: kindOf(Number(code)), message: clip(`TS${code}: ${text}`, 600) };
}

// 2305, 2307, 2614, 2792: a module or an export that is not there. 5000 and up: options and files.
function kindOf(code: number): ErrorType {
  if ([2305, 2307, 2614, 2792].includes(code)) return 'import_error';
  return (code >= 5_000 && code < 7_000) || code >= 18_000 ? environmentUnlessCode(code) : 'syntax_error';
}

/** From 18000 on the numbers are shared out again; 18002 and 18003 are about missing input files. */
function environmentUnlessCode(code: number): ErrorType {
  return code >= 18_000 && code !== 18_002 && code !== 18_003 ? 'syntax_error' : 'environment_error';
}
