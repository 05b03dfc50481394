import type { ChangeSet } from '../change/change-set.ts';
import { type Check, languageOf } from './check.ts';

/**
 * The last resort where nothing else says what green means: running the file that the change adds or
 * edits. Undefined when the change holds nothing that runs.
 */
export function entryCheck(changeSet: ChangeSet): Check | undefined {
  const paths = Object.entries(changeSet.files)
    .filter(([, change]) => change.next !== null)
    .map(([path]) => path);
  const [entry] = paths
    .filter(path => runners.some(({ pattern }) => pattern.test(path)))
    .sort((a, b) => rank(a) - rank(b) || a.length - b.length || (a < b ? -1 : 1));
  const runner = runners.find(({ pattern }) => entry !== undefined && pattern.test(entry));
  if (entry === undefined || runner === undefined) return undefined;
  const command = `${runner.program} '${entry.replaceAll("'", String.raw`'\''`)}'`;
  return { command, source: 'entry-file', language: languageOf(command, paths), protectedPaths: [] };
}

const runners = [
  { pattern: /\.py$/, program: 'python' },
  { pattern: /(?<!\.d)\.[cm]?[jt]s$/, program: 'node' },
  { pattern: /\.sh$/, program: 'sh' },
] as const;

/** Tests say more than a main file, and a main file more than any other. */
function rank(path: string): number {
  if (/(?:^|\/)test_[^/]*\.py$|\.(?:test|spec)\.[cm]?[jt]s$/.test(path)) return 0;
  return /(?:^|\/)(?:main|__main__|app|index|cli|solution)\.[^/]+$/.test(path) ? 1 : 2;
}
