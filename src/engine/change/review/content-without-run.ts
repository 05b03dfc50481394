import type { CheckpointFile, CheckpointStore } from '../../ports/checkpoint-store.ts';
import type { ContentHash, ContentStore } from '../../ports/content-store.ts';
import { byteLines } from './byte-lines.ts';
import { lineChanges } from './line-change.ts';
import { mergeContents } from './merge-contents.ts';

/**
 * What a file would hold had its run not changed it; `now` is what it holds. Edits that came after the run's are kept;
 * `conflict` where they contradict what was before.
 */
export function contentWithoutRun(
  { held, ...file }: CheckpointFile,
  now: ContentHash | null,
  { contents, checkpoints }: { readonly contents: ContentStore; readonly checkpoints: CheckpointStore },
): ContentHash | null | 'conflict' {
  const keep = (hash: ContentHash | null) => (hash === null ? null : contents.put(checkpoints.content(hash)));
  const [before, after] = [keep(file.before), keep(file.after)];
  if (now === after || now === before || now === held) return before;
  // Deleted or made again since, on one side only: taking either would lose the other.
  if (now === null || before === null || after === null) return 'conflict';
  const isKnown = held !== null && contents.has(held);
  const base = isKnown ? closest(now, [after, held], contents) : after;
  return mergeContents({ base, mine: now, theirs: before }, 'refuse', contents);
}

/** What was edited: whether what was recorded was written, too, only the file can tell. */
function closest(
  now: ContentHash,
  [first, second]: readonly [ContentHash, ContentHash],
  contents: ContentStore,
): ContentHash {
  const lines = byteLines(contents.get(now));
  const distance = (hash: ContentHash) =>
    lineChanges(byteLines(contents.get(hash)), lines).reduce(
      (sum, { baseCount, nextCount }) => sum + baseCount + nextCount,
      0,
    );
  return distance(second) < distance(first) ? second : first;
}
