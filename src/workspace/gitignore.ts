/** One line of a file with ignore rules, as gitignore(5) describes it. */
export interface IgnoreRule {
  readonly verdict: 'ignored' | 'kept';
  readonly isFolderOnly: boolean;
  /** Matches whole paths relative to the file's folder. */
  readonly matcher: RegExp;
}

/** Reads the rules of a file, in their order. Lines that mean nothing are left out. */
export function parseGitignore(text: string): readonly IgnoreRule[] {
  return text
    .replace(/^\ufeff/u, '')
    .split(/\r?\n/u)
    .flatMap(parseLine);
}

/**
 * What the rules say of a path itself; a folder above it that is ignored is the caller's to find. The
 * last rule that matches decides. Undefined when none does.
 */
export function judge(
  rules: readonly IgnoreRule[],
  entry: { readonly path: string; readonly isFolder: boolean },
): IgnoreRule['verdict'] | undefined {
  const matches = ({ isFolderOnly, matcher }: IgnoreRule): boolean =>
    (entry.isFolder || !isFolderOnly) && matcher.test(entry.path);
  return rules.findLast(matches)?.verdict;
}

function parseLine(line: string): IgnoreRule[] {
  // Spaces at the end count only behind a backslash.
  const trimmed = line.replace(/(?<!\\) +$/u, '');
  if (trimmed === '' || trimmed.startsWith('#')) return [];
  const isNegated = trimmed.startsWith('!');
  const pattern = isNegated ? trimmed.slice(1) : trimmed;
  const isFolderOnly = pattern.endsWith('/');
  const glob = isFolderOnly ? pattern.slice(0, -1) : pattern;
  if (glob === '') return [];
  const matcher = compile(glob);
  return matcher === undefined ? [] : [{ verdict: isNegated ? 'kept' : 'ignored', isFolderOnly, matcher }];
}

/** Undefined for a pattern that matches nothing, such as one with the range `z-a`. */
function compile(glob: string): RegExp | undefined {
  // A slash that is not at the end ties the pattern to the folder of its file.
  const anywhere = glob.includes('/') ? '' : '(?:.*/)?';
  try {
    return new RegExp(`^${anywhere}${translate(glob.replace(/^\//u, ''))}$`, 'su');
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function translate(glob: string): string {
  if (glob === '**') return '.+';
  return glob.replaceAll(token, text => {
    if (text.endsWith('**/')) return `${text.startsWith('/') ? '/' : ''}(?:.*/)?`;
    if (text === '/**') return '/.+';
    if (text.startsWith('*')) return '[^/]*';
    if (text === '?') return '[^/]';
    if (text.length > 1 && text.startsWith('[')) return translateClass(text);
    return escapeText(text.length > 1 && text.startsWith('\\') ? text.slice(1) : text);
  });
}

// Two stars mean folders only where they stand between slashes or at an end.
const token = /(?:^|\/)(?:\*\*\/)+|\/\*\*$|\*+|\?|\[[!^]?\]?[^\]/]*\]|\\.|[^*?[\\/]+|./gsu;

function translateClass(text: string): string {
  const isNegated = /^\[[!^]/u.test(text);
  const members = text.slice(isNegated ? 2 : 1, -1).replaceAll(/[\\\]^[]/gu, String.raw`\$&`);
  return `(?!/)[${isNegated ? '^' : ''}${members}]`;
}

function escapeText(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/]/gu, String.raw`\$&`);
}
