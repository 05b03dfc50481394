import { clip } from './clip.ts';
import type { FailureParser, StructuredFailure } from './diagnosis.ts';
import { setupErrorKind } from './error-kind.ts';
import { readScriptError } from './script-error.ts';

/** Failed tests and hooks of Mocha, from the numbered list that every built-in text reporter ends with. */
export const parseMocha: FailureParser = lines => {
  const start = lines.findLastIndex(line => /^\s+\d+ failing$/u.test(line));
  if (start === -1) return [];
  const heads = lines.flatMap((line, index) => (index > start && headPattern.test(line) ? [index] : []));
  return heads.map((head, position) => describe(lines.slice(head, heads[position + 1] ?? lines.length)));
};

const headPattern = /^ {2}\d+\) (\S.*)$/u;
const maxTitles = 12;

function describe(lines: readonly string[]): StructuredFailure {
  const last = lines.slice(0, maxTitles).findIndex(line => line.endsWith(':'));
  const titles = lines.slice(0, last + 1).map(title => title.replace(headPattern, '$1').trim());
  const name = titles.join(' > ').replace(/:$/u, '');
  const body = lines.slice(last + 1);
  const error = readScriptError(withoutDiff(body));
  const isHook = /"(?:before|after)(?: each| all)?" hook/u.test(name);
  return {
    ...error,
    kind: isHook ? setupErrorKind(error.message) : error.kind,
    name,
    ...excerptOf(error.message.includes('actual - expected') ? [] : body, error.excerpt),
  };
}

/** Mocha prints its own diff between the message and the stack; the message says the same. */
function withoutDiff(lines: readonly string[]): readonly string[] {
  const start = lines.findIndex(isDiffLegend);
  const stack = lines.findIndex((line, index) => index > start && /^\s+at /u.test(line));
  return start === -1 ? lines : [...lines.slice(0, start), ...(stack === -1 ? [] : lines.slice(stack))];
}

function isDiffLegend(line: string): boolean {
  return line.trim() === '+ expected - actual';
}

function excerptOf(lines: readonly string[], frames: string | undefined): { readonly excerpt?: string } {
  const start = lines.findIndex(isDiffLegend);
  const diff = start === -1 ? [] : lines.slice(start + 1).filter(line => /^ {6}[+-]/u.test(line));
  const excerpt = [
    ...diff.slice(0, 10).map(line => line.trim()),
    ...(frames === undefined ? [] : [frames]),
  ].join('\n');
  return excerpt === '' ? {} : { excerpt: clip(excerpt, 1_200) };
}
