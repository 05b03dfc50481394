import type { FileProposal, Hunk } from '../../engine/change/review/file-proposal.ts';
import type { ContentStore } from '../../engine/ports/content-store.ts';
import { shownLines } from './locate-hunks.ts';

/** A hunk's lines as an editor shows them. */
export interface HunkText {
  readonly removed: readonly string[];
  readonly added: readonly string[];
}

export function hunkText(file: FileProposal, { kind, change }: Hunk, contents: ContentStore): HunkText {
  if (kind === 'move' || file.isBinary) return { removed: [], added: [] };
  const { baseStart, baseCount, nextStart, nextCount } = change;
  const slice = (side: 'base' | 'next', start: number, count: number) =>
    shownLines(file, side, contents).slice(start, start + count);
  return { removed: slice('base', baseStart, baseCount), added: slice('next', nextStart, nextCount) };
}

/** `+3 −1`, or what a hunk without lines does. */
export function describeHunk({ from, isBinary, kind }: FileProposal, hunk: Hunk): string {
  if (hunk.kind === 'move') return `renamed from ${from}`;
  if (isBinary) return 'binary file';
  const counts = `+${hunk.change.nextCount} −${hunk.change.baseCount}`;
  return hunk.kind === 'file' && kind !== 'edited' ? `${kind} file, ${counts}` : counts;
}

/** As Markdown: a block that is coloured as a diff. No text of the hunk can end the block early. */
export function hunkMarkdown({ removed, added }: HunkText): string {
  const lines = [...removed.map(line => `-${line}`), ...added.map(line => `+${line}`)];
  const shown = lines.length > maxShownLines ? [...lines.slice(0, maxShownLines), '…'] : lines;
  const longest = Math.max(2, ...[...shown.join('\n').matchAll(/`+/gu)].map(([ticks]) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}diff\n${shown.join('\n')}\n${fence}`;
}

const maxShownLines = 60;
