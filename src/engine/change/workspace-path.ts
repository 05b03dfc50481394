import { foldName } from './fold-name.ts';
import { isSecretPath } from './secret-path.ts';

/** A path as a change set names it, or a full sentence that says why not. */
export type ParsedPath =
  | { readonly kind: 'ok'; readonly path: string }
  | { readonly kind: 'refused'; readonly reason: string };

/**
 * Makes the one canonical form of a path in the workspace: relative, `/` between the parts, no `.`, no
 * `..`. Takes what models write, such as `./a`, `a//b` and `a\b`. Refuses whatever does not name a file
 * in the workspace by its letters alone; where symbolic links lead is for the workspace to say.
 */
export function parseWorkspacePath(input: string): ParsedPath {
  const shown = quote(input);
  if (input.includes('\0')) return refused(`The path ${shown} contains a NUL character. Leave it out.`);
  const unified = input.replaceAll('\\', '/');
  if (looksAbsolute(unified)) {
    return refused(
      `The path ${shown} is absolute. Name it relative to the workspace folder, like src/main.py.`,
    );
  }
  const parts = canonicalParts(unified);
  if (parts === undefined) {
    return refused(`The path ${shown} leads out of the workspace. Only files inside it can be used.`);
  }
  if (parts.length === 0) {
    return refused(
      `The path ${shown} names no file. Name one relative to the workspace folder, like src/main.py.`,
    );
  }
  if (parts.some(part => isNamed(part, gitNames))) {
    return refused(
      `The path ${shown} lies in Git's own folder, which is off limits. Use the project's files.`,
    );
  }
  return { kind: 'ok', path: parts.join('/') };
}

/** Like parseWorkspacePath, and refuses the places that no agent may write to and names that cannot travel. */
export function parseWritablePath(input: string): ParsedPath {
  const parsed = parseWorkspacePath(input);
  if (parsed.kind === 'refused') return parsed;
  const shown = quote(input);
  const parts = parsed.path.split('/');
  if (parts.some(part => isNamed(part, configurationNames) || foldName(part).endsWith('.code-workspace'))) {
    return refused(
      `The path ${shown} belongs to the editor's or CodeForge's configuration, which agents may not write.`,
    );
  }
  if (isSecretPath(parsed.path)) {
    return refused(
      `The path ${shown} is where secrets are kept, which agents may not write. Use a file like .env.example.`,
    );
  }
  if (parts.some(isUnportable)) {
    return refused(
      `The path ${shown} has a part with control characters, a dot or space at its end, or more than 255 bytes. Choose a plainer name.`,
    );
  }
  if (parsed.path.length > maxPathLength) {
    return refused(`The path ${shown} is longer than ${maxPathLength} characters. Choose a shorter one.`);
  }
  return parsed;
}

function refused(reason: string): ParsedPath {
  return { kind: 'refused', reason };
}

function quote(input: string): string {
  return JSON.stringify(input.length > 120 ? `${input.slice(0, 120)}…` : input);
}

// `/x`, `//server/x`, `C:x`, `~/x` and `file://x`.
function looksAbsolute(path: string): boolean {
  return /^(?:\/|[a-z]:|~(?:\/|$)|[a-z][\w+.-]+:\/\/)/iu.test(path);
}

/** Undefined when `..` leads out. */
function canonicalParts(path: string): readonly string[] | undefined {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.pop() === undefined) return undefined;
  }
  return parts;
}

// With the 8.3 names by which Windows knows the same folders.
const gitNames = /^(?:\.git|git~\d+)$/u;
const configurationNames = /^(?:\.vscode|vscode~\d+|\.codeforge|codefo~\d+)$/u;

function isNamed(part: string, names: RegExp): boolean {
  return names.test(foldName(part));
}

function isUnportable(part: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
  return /[\0-\x1f\x7f]|[. ]$/u.test(part) || new TextEncoder().encode(part).length > 255;
}

// Room for the workspace folder's own path below the limit that most systems have, 4,096 bytes.
const maxPathLength = 1000;
