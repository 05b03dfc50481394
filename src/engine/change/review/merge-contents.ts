import type { ContentHash, ContentStore } from '../../ports/content-store.ts';
import { byteLines, bytesOfLines, isBinary } from './byte-lines.ts';
import type { ConflictHandling } from './decisions.ts';
import { mergeThreeWays } from './merge-three-ways.ts';

export interface MergedContents {
  /** What both come from; null: there was nothing. */
  readonly base: ContentHash | null;
  readonly mine: ContentHash;
  readonly theirs: ContentHash;
}

/** Both edits of a file in one. What has no lines cannot be merged: taking either would lose the other. */
export function mergeContents(
  { base, mine, theirs }: MergedContents,
  onConflict: ConflictHandling,
  contents: ContentStore,
): ContentHash | 'conflict' {
  const sides = {
    base: base === null ? new Uint8Array() : contents.get(base),
    mine: contents.get(mine),
    theirs: contents.get(theirs),
  };
  if (Object.values(sides).some(isBinary)) return 'conflict';
  const { lines, conflicts } = mergeThreeWays({
    base: byteLines(sides.base),
    mine: byteLines(sides.mine),
    theirs: byteLines(sides.theirs),
  });
  if (conflicts > 0 && onConflict === 'refuse') return 'conflict';
  return contents.put(bytesOfLines(lines));
}
