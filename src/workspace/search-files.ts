import picomatch from 'picomatch';
import type { IsSecretPath } from '../engine/change/secret-path.ts';
import { ForgeError } from '../engine/forge-error.ts';
import type { SearchMatch, SearchQuery } from '../engine/ports/workspace.ts';
import { isExcludedPath } from './excluded-path.ts';
import { commonArgs, type ListOptions } from './list-files.ts';
import { readLines } from './read-lines.ts';
import { ripgrep } from './ripgrep.ts';
import { parseRipgrepMatch } from './ripgrep-match.ts';

/** See Workspace.search. Throws `config.invalid` for a regular expression that is none, and for empty text. */
export async function searchFiles(options: ListOptions, query: SearchQuery): Promise<readonly SearchMatch[]> {
  const { find, root, ignoreArgs, isSecret, signal } = options;
  if (query.text === '') {
    throw new ForgeError('config.invalid', 'The text to search for is empty. Name some text.');
  }
  // It is an argument of a program, which neither can be.
  if (query.text.includes('\0') || query.text.length > maxTextLength) {
    const most = `${maxTextLength.toLocaleString('en-US')} characters`;
    throw new ForgeError(
      'config.invalid',
      `The text to search for has a NUL character or more than ${most}. Search for a shorter piece.`,
    );
  }
  const complain = (complaint: string) => invalidExpression(query.text, complaint);
  const run = { find, cwd: root, signal, complain };
  const isWanted = pathFilter(query.glob, isSecret);
  const replaced = new Set(query.instead.map(({ path }) => path));
  const matches: SearchMatch[] = [];
  const collect = async (output: AsyncIterable<Buffer>, asPath?: string): Promise<void> => {
    for await (const line of readLines(output)) {
      const match = parseRipgrepMatch(line);
      if (match === undefined || !isWanted(asPath ?? match.path)) continue;
      if (asPath === undefined && replaced.has(match.path)) continue;
      if (matches.length >= query.maxMatches) break;
      matches.push(asPath === undefined ? match : { ...match, path: asPath });
    }
  };

  for (const { path, bytes } of query.instead) {
    if (bytes === null || !isWanted(path)) continue;
    await collect(ripgrep({ ...run, args: ['--no-config', ...queryArgs(query), '-'], input: bytes }), path);
  }
  await collect(ripgrep({ ...run, args: [...commonArgs, ...ignoreArgs, ...queryArgs(query), './'] }));
  return matches;
}

const maxTextLength = 10_000;

// Sorted, so that a limited search finds the same matches every time.
function queryArgs({ text, isRegex }: SearchQuery): readonly string[] {
  const spansLines = text.includes('\n') || (isRegex && text.includes('\\n'));
  return [
    '--json',
    '--sort=path',
    '--crlf',
    '--max-filesize=10M',
    isRegex ? '--engine=auto' : '--fixed-strings',
    ...(spansLines ? ['--multiline'] : []),
    `--regexp=${text}`,
  ];
}

/**
 * Not left to ripgrep: a glob given to it would bring back ignored files. A glob without a slash looks
 * at the file's name only, at any depth.
 */
function pathFilter(glob: string | undefined, isSecret: IsSecretPath): (path: string) => boolean {
  if (glob === undefined) return path => !isExcludedPath(path, isSecret);
  const pattern = glob.replace(/^\.?\//u, '');
  const matches = picomatch(pattern.endsWith('/') ? `${pattern}**` : pattern, {
    dot: true,
    basename: !pattern.includes('/'),
  });
  return path => matches(path) && !isExcludedPath(path, isSecret);
}

function invalidExpression(text: string, complaint: string): ForgeError {
  const reason = /^(?:error|PCRE2): (.+)$/gmu.exec(complaint)?.[1] ?? complaint.split('\n')[0];
  return new ForgeError(
    'config.invalid',
    `The regular expression ${JSON.stringify(text)} is not valid: ${reason}. Correct it, or search for plain text.`,
  );
}
