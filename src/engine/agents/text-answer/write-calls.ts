import type { ToolCall } from '../../ports/model.ts';
import { looksLikeMark } from './find-edits.ts';
import { looksElided } from './find-files.ts';
import { isPath, readPathLine } from './path-line.ts';

/** Writes a call the way the text protocol asks for, so that it reads back as the same call. */
export function writeCall({ name, argumentsText }: ToolCall): string {
  const args = readArguments(argumentsText);
  const { path, search, replace, content } = args ?? {};
  if (name === 'edit_file' && canBlock(path, search, replace) && search !== '') {
    return `${path}\n${fence(`<<<<<<< SEARCH\n${search}=======\n${replace}>>>>>>> REPLACE\n`)}`;
  }
  if (name === 'write_file' && canBlock(path, content)) return `${path}\n${fence(content as string)}`;
  return fence(`${JSON.stringify({ tool: name, arguments: args ?? argumentsText })}\n`, 'json');
}

/** Whether a path and texts can be told from the lines around them. */
function canBlock(path: unknown, ...texts: readonly unknown[]): path is string {
  if (typeof path !== 'string' || !isPath(path) || readPathLine(path) !== path) return false;
  return texts.every(isWholeLines);
}

function isWholeLines(text: unknown): boolean {
  if (typeof text !== 'string' || (text !== '' && !text.endsWith('\n'))) return false;
  return !text.split('\n').some(line => looksLikeMark(line) || looksElided(line));
}

/** Longer than any fence inside. */
function fence(content: string, info = ''): string {
  const longest = Math.max(2, ...Array.from(content.matchAll(/`{3,}/gu), ([marks]) => marks.length));
  const marks = '`'.repeat(longest + 1);
  return `${marks}${info}\n${content}${marks}\n`;
}

function readArguments(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Readonly<Record<string, unknown>>)
      : undefined;
  } catch {
    return undefined;
  }
}
