import { clip } from './clip.ts';
import type { FailureParser, StructuredFailure } from './diagnosis.ts';
import { errorKind } from './error-kind.ts';
import { stackFrame } from './script-error.ts';
import { toWorkPath } from './work-path.ts';

/** Failed points of the Test Anything Protocol, version 13 and 14, with Node's nested subtests. */
export const parseTap: FailureParser = lines => {
  if (!lines.some(line => /^TAP version \d+$|^1\.\.\d+/u.test(line))) return [];
  const failures: StructuredFailure[] = [];
  const parents: string[] = [];
  for (const [index, line] of lines.entries()) {
    const depth = (line.length - line.trimStart().length) / 4;
    const subtest = /^ *# Subtest: (.*)$/u.exec(line);
    if (subtest) parents.splice(depth, parents.length, subtest[1] ?? '');
    const point = /^ *not ok\b(?: \d+)?(?: -)? ?(.*)$/u.exec(line);
    // TAP's own directives: such a failure is expected.
    if (point && !/ # (?:TODO|SKIP)\b/iu.test(line)) {
      failures.push(
        ...describe(
          [...parents.slice(0, depth), withoutEscapes(point[1] ?? '')],
          readFacts(lines, index + 1),
        ),
      );
    }
  }
  return failures;
};

/** What programs printed while the report was written stands in it as comments. */
export function withoutTapComments(lines: readonly string[]): readonly string[] {
  return lines.map(line => (line.startsWith('# ') ? line.slice(2).replaceAll('\\#', '#') : line));
}

/** The few values of the YAML block beneath a point that tell what happened. */
type Facts = ReadonlyMap<string, readonly string[]>;

const maxFactLines = 120;

function readFacts(lines: readonly string[], start: number): Facts {
  const facts = new Map<string, string[]>();
  const opening = lines[start] ?? '';
  if (opening.trim() !== '---') return facts;
  const indent = opening.length - opening.trimStart().length;
  let key = '';
  for (const line of lines.slice(start + 1, start + maxFactLines)) {
    if (line.trim() === '...' && line.length === indent + 3) break;
    const found = /^(\w+): ?(.*)$/u.exec(line.slice(indent));
    if (found) {
      key = found[1] ?? '';
      facts.set(key, /^[|>][+-]?$/u.test(found[2] ?? '') ? [] : [unquote(found[2] ?? '')]);
      continue;
    }
    facts.get(key)?.push(line.slice(indent + 2));
  }
  return facts;
}

function describe(titles: readonly string[], facts: Facts): readonly StructuredFailure[] {
  // The subtests speak for themselves.
  if (facts.get('failureType')?.[0] === 'subtestsFailed') return [];
  const words = (facts.get('error') ?? facts.get('message') ?? []).filter(line => line.trim() !== '');
  const error = words.length === 0 ? 'It failed; the report does not say why.' : words.slice(0, 8).join('\n');
  const className = facts.get('name')?.[0] ?? '';
  const message = clip(className === '' ? error : `${className}: ${error}`, 600);
  const stack = facts.get('stack') ?? [];
  const frame = stack.flatMap(line => stackFrame(`at ${line.trim()}`) ?? [])[0];
  const place = frame ?? locationOf(facts.get('location')?.[0] ?? facts.get('at')?.[0] ?? '');
  const file = locationOf(facts.get('location')?.[0] ?? '')?.path;
  const name = titles.filter(title => title !== '').join(' > ');
  return [{ kind: errorKind(message), name: qualify(name, file), message, ...place }];
}

function qualify(name: string, file: string | undefined): string {
  const asPath = toWorkPath(name);
  if (asPath !== undefined && file !== undefined && `/${file}`.endsWith(`/${asPath}`)) return file;
  return file === undefined ? name : `${file} > ${name}`;
}

function locationOf(text: string): { readonly path: string; readonly line: number } | undefined {
  const found = /^(.+):(\d{1,9}):\d{1,9}$/u.exec(text);
  const path = found && toWorkPath(found[1] ?? '');
  return found && path ? { path, line: Number(found[2]) } : undefined;
}

function unquote(value: string): string {
  return /^(["']).*\1$/u.test(value) ? value.slice(1, -1) : value;
}

function withoutEscapes(title: string): string {
  return title.replace(/\\([#\\])/gu, '$1').trim();
}
