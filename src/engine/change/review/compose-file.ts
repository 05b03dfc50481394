import type { ContentHash, ContentStore } from '../../ports/content-store.ts';
import { bytesOfLines } from './byte-lines.ts';
import type { FileProposal, Hunk } from './file-proposal.ts';

/** What a path shall hold; null: nothing. */
export interface ComposedFile {
  readonly path: string;
  readonly hash: ContentHash | null;
  readonly executable: boolean;
}

/**
 * The file with some of its hunks, by path: one entry, or two for a move. The order in which hunks were taken plays no
 * part: what counts is which.
 */
export function composeFile(
  file: FileProposal,
  isTaken: (hunk: Hunk) => boolean,
  contents: ContentStore,
): readonly ComposedFile[] {
  const { path, from, base, executable } = file;
  const isChanged = file.hunks.some(hunk => hunk.kind !== 'move' && isTaken(hunk));
  const hash = isChanged ? composedContent(file, isTaken, contents) : base;
  // A file that stays has its own bit; one that comes back, or has another name, has none to keep.
  const here = {
    path,
    hash,
    executable: executable && (isChanged || file.kind !== 'edited') && hash !== null,
  };
  if (from === null) return [here];
  const isMoved = file.hunks.some(hunk => hunk.kind === 'move' && isTaken(hunk));
  const gone = { hash: null, executable: false };
  return isMoved
    ? [here, { path: from, ...gone }]
    : [
        { path, ...gone },
        { ...here, path: from },
      ];
}

function composedContent(
  file: FileProposal,
  isTaken: (hunk: Hunk) => boolean,
  contents: ContentStore,
): ContentHash | null {
  const { hunks, next } = file;
  if (hunks.every(hunk => hunk.kind === 'move' || isTaken(hunk))) return next;
  return contents.put(bytesOfLines(composedLines(file, isTaken)));
}

/** The lines of the base with some hunks in place of theirs. */
function composedLines(
  { baseLines, nextLines, hunks }: FileProposal,
  isTaken: (hunk: Hunk) => boolean,
): readonly string[] {
  const lines: string[] = [];
  let baseAt = 0;
  for (const hunk of hunks) {
    if (hunk.kind === 'move' || !isTaken(hunk)) continue;
    const { baseStart, baseCount, nextStart, nextCount } = hunk.change;
    for (; baseAt < baseStart; baseAt += 1) lines.push(baseLines[baseAt] ?? '');
    for (let at = nextStart; at < nextStart + nextCount; at += 1) lines.push(nextLines[at] ?? '');
    baseAt = baseStart + baseCount;
  }
  for (; baseAt < baseLines.length; baseAt += 1) lines.push(baseLines[baseAt] ?? '');
  return lines;
}
