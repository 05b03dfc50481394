import { type Fence, findFences } from './fences.ts';
import type { Findings, FoundCall } from './found-call.ts';
import { isPath, readPathLine } from './path-line.ts';
import type { TextLine } from './text-lines.ts';

/**
 * Finds whole files: a line with a path, and right below it a fenced block with the content. A block that
 * leaves something out ("rest unchanged") would destroy what it leaves out, so it is malformed.
 */
export function findFiles(lines: readonly TextLine[]): Findings {
  const calls: FoundCall[] = [];
  for (const fence of findFences(lines)) {
    const named = readFenceName(fence.info);
    const path = named ?? readPathLine(lines[fence.opens - 1]?.text ?? '');
    if (path === undefined || isData(fence, path)) continue;
    const inside = lines.slice(fence.opens + 1, fence.closes);
    if (inside.some(line => looksElided(line.text))) return { kind: 'malformed' };
    const content = inside.map(line => `${line.text}\n`).join('');
    calls.push({
      name: 'write_file',
      argumentsText: JSON.stringify({ path, content }),
      start: lines[fence.opens - (named === undefined ? 1 : 0)]?.start ?? 0,
      end: lines[fence.closes]?.end ?? 0,
    });
  }
  return { kind: 'calls', calls };
}

/** Whether a line stands for lines that were left out. */
export function looksElided(line: string): boolean {
  return elision.test(line);
}

/** ```` ```python:src/a.py ```` and its relatives. */
function readFenceName(info: string): string | undefined {
  const [, name] = /^(?:\w+[:\s]+)?(?:path=|file=|title=)?["']?([^"']+)["']?$/u.exec(info) ?? [];
  return name !== undefined && isPath(name) ? name : undefined;
}

/** A JSON block under a line like `package.json` is a file; one under prose was no path to begin with. */
function isData({ info }: Fence, path: string): boolean {
  return info.startsWith('json') && !/\.\w+$/u.test(path);
}

const elision =
  /^\s*(?:\/\/|#|--|\/\*|<!--|\{\/\*)?\s*(?:\.{3}|…)\s*(?:\(?(?:the )?(?:rest|remaining|other|existing|unchanged|same|previous)\b.*)$/iu;
