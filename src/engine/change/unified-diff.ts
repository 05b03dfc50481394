import { structuredPatch } from 'diff';
import type { ContentHash, ContentStore } from '../ports/content-store.ts';
import type { ChangeSet, FileChange } from './change-set.ts';
import { baseOfChange, movedSources } from './summarize-changes.ts';
import { decodeText } from './text-content.ts';

/**
 * The change set as one patch that `git apply` accepts: unified hunks under git's extended headers.
 * A binary file can only be moved; agents cannot write one, and a deleted one is told in a comment.
 * Source of the format: git's diff-generate-patch documentation.
 */
export function unifiedDiff(changeSet: ChangeSet, contents: ContentStore): string {
  const sources = movedSources(changeSet);
  return Object.entries(changeSet.files)
    .filter(([path]) => !sources.has(path))
    .map(([path, change]) => filePatch(path, change, { changeSet, contents }))
    .join('');
}

interface Sources {
  readonly changeSet: ChangeSet;
  readonly contents: ContentStore;
}

function filePatch(path: string, change: FileChange, { changeSet, contents }: Sources): string {
  const oldPath = change.movedFrom ?? path;
  const baseHash = baseOfChange(change, changeSet);
  const head = [
    `diff --git ${quote(`a/${oldPath}`)} ${quote(`b/${path}`)}`,
    ...extendedHeaders(path, change, baseHash),
  ];
  const before = textOf(baseHash, contents);
  const after = textOf(change.next, contents);
  if (before === undefined || after === undefined) return `# ${path} is binary.\n`;
  const hunks = hunksOf(before, after);
  if (hunks.length === 0) return lines(head);
  const from = baseHash === null ? '/dev/null' : name(`a/${oldPath}`);
  const to = change.next === null ? '/dev/null' : name(`b/${path}`);
  return lines([...head, `--- ${from}`, `+++ ${to}`, ...hunks]);
}

function extendedHeaders(path: string, change: FileChange, base: ContentHash | null): readonly string[] {
  if (change.movedFrom !== undefined) {
    return [`rename from ${quote(change.movedFrom)}`, `rename to ${quote(path)}`];
  }
  if (base === null) return [`new file mode ${change.executable ? '100755' : '100644'}`];
  return change.next === null ? ['deleted file mode 100644'] : [];
}

/** The hunks of one file: their `@@` lines and what is below them. */
export function hunksOf(before: string, after: string): readonly string[] {
  const { hunks } = structuredPatch('', '', before, after, undefined, undefined, { context: 3 });
  return hunks.flatMap(({ oldStart, oldLines, newStart, newLines, lines: body }) => [
    `@@ -${range(oldStart, oldLines)} +${range(newStart, newLines)} @@`,
    ...body,
  ]);
}

/** An empty side is told as standing behind the line before it. */
function range(start: number, count: number): string {
  if (count === 1) return String(start);
  return count === 0 ? `${start - 1},0` : `${start},${count}`;
}

function textOf(hash: ContentHash | null, contents: ContentStore): string | undefined {
  return hash === null ? '' : decodeText(contents.get(hash));
}

/** In `---` and `+++` lines a name with a space ends with a tab, so that it is not cut there. */
function name(path: string): string {
  const quoted = quote(path);
  return quoted === path && path.includes(' ') ? `${path}\t` : quoted;
}

/** Git puts names with quotes, backslashes or control characters into C quotes. */
function quote(path: string): string {
  const escaped = [...path].map(character => {
    if (character === '"' || character === '\\') return `\\${character}`;
    const code = character.codePointAt(0) ?? 0;
    return code < 32 || code === 127 ? `\\${code.toString(8).padStart(3, '0')}` : character;
  });
  const text = escaped.join('');
  return text === path ? path : `"${text}"`;
}

const lines = (all: readonly string[]) => `${all.join('\n')}\n`;
