import type { CheckpointFile, CheckpointStore } from '../../ports/checkpoint-store.ts';
import type { ContentHash, ContentStore } from '../../ports/content-store.ts';
import { mergeContents } from './merge-contents.ts';

/**
 * What a file would hold had its run not changed it; `now` is what it holds. Edits that came after the run's are kept;
 * `conflict` where they contradict what was before.
 */
export function contentWithoutRun(
  file: CheckpointFile,
  now: ContentHash | null,
  { contents, checkpoints }: { readonly contents: ContentStore; readonly checkpoints: CheckpointStore },
): ContentHash | null | 'conflict' {
  const keep = (hash: ContentHash | null) => (hash === null ? null : contents.put(checkpoints.content(hash)));
  const [before, after] = [keep(file.before), keep(file.after)];
  if (now === after || now === before) return before;
  // Deleted or made again since, on one side only: taking either would lose the other.
  if (now === null || before === null || after === null) return 'conflict';
  return mergeContents({ base: after, mine: now, theirs: before }, 'refuse', contents);
}
