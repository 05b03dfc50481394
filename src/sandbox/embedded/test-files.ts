import picomatch from 'picomatch';
import type { TestsStep } from './plan.ts';
import { resolveWorkPath } from './work-path.ts';

/**
 * The files that a test runner would run, among those of the work folder and below `directory`. Paths are
 * relative to the work folder. A pattern that matches nothing comes back in `unmatched`.
 */
export function findTestFiles(
  { runner, patterns }: Pick<TestsStep, 'runner' | 'patterns'>,
  directory: string,
  files: readonly string[],
): { readonly found: readonly string[]; readonly unmatched: readonly string[] } {
  const prefix = directory === '' ? '' : `${directory}/`;
  const below = files.filter(file => file.startsWith(prefix) && !/(?:^|\/)node_modules\//u.test(file));
  const isTest = testNames[runner];
  if (patterns.length === 0) {
    return { found: below.filter(file => isTest(file.slice(prefix.length))), unmatched: [] };
  }
  const matches = patterns.map(pattern => ({
    pattern,
    files: matchesOf(pattern, { directory, files, isTest }),
  }));
  return {
    found: [...new Set(matches.flatMap(match => match.files))].sort(),
    unmatched: matches.filter(match => match.files.length === 0).map(({ pattern }) => pattern),
  };
}

interface Candidates {
  readonly directory: string;
  readonly files: readonly string[];
  readonly isTest: (path: string) => boolean;
}

/** A file by its name, a folder for the tests in it, or a pattern. */
function matchesOf(pattern: string, { directory, files, isTest }: Candidates): readonly string[] {
  const asked = resolveWorkPath(directory, pattern);
  if (asked === undefined) return [];
  if (files.includes(asked)) return [asked];
  const folder = asked === '' ? '' : `${asked}/`;
  const inside = files.filter(file => file.startsWith(folder));
  if (inside.length > 0) return inside.filter(file => isTest(file.slice(folder.length)));
  const matches = picomatch(asked, { dot: true });
  return files.filter(file => matches(file));
}

const extensions = '{js,cjs,mjs,ts,cts,mts}';

// Node's own patterns, and Deno's.
const testNames = {
  node: picomatch([
    `**/*.test.${extensions}`,
    `**/*-test.${extensions}`,
    `**/*_test.${extensions}`,
    `**/test-*.${extensions}`,
    `**/test.${extensions}`,
    `**/test/**/*.${extensions}`,
  ]),
  deno: picomatch([`**/*.test.${extensions}`, `**/*_test.${extensions}`, `**/test.${extensions}`]),
} as const;
