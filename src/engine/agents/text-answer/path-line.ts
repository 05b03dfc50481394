/**
 * The path that a line names and nothing else, in whatever dress models put it: `**src/a.py**`,
 * `### File: src/a.py`, `src/a.py:`. Undefined for prose.
 */
export function readPathLine(line: string): string | undefined {
  const bare = line
    .trim()
    .replace(/^(?:[#>*\-\s]+)/u, '')
    .replace(/^(?:file(?:name)?|path|write_file|edit_file)\s*:?\s+/iu, '')
    .replace(/^[*`"']+|[*`"':]+$/gu, '')
    .replace(/[*`"']+$/u, '');
  return isPath(bare) ? bare : undefined;
}

/** A path that can stand on a line by itself: something with a dot or a slash, or a well-known name. */
export function isPath(text: string): boolean {
  if (text.length > 300 || !/^[^\s<>:"|?*`'#=]+$/u.test(text)) return false;
  if (!/[\p{L}\p{N}]/u.test(text) || /[.,;!)]$/u.test(text)) return false;
  return /[./]/u.test(text) || knownNames.has(text);
}

const knownNames: ReadonlySet<string> = new Set([
  'Makefile',
  'Dockerfile',
  'LICENSE',
  'README',
  'Procfile',
  'Gemfile',
]);
