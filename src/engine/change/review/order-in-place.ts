import { type HunkOrder, hunksInPlaceOf } from './decide-hunks.ts';
import type { FileProposal, HunkId } from './file-proposal.ts';

/** The same order about what stands in the place of each hunk, once its giver's own edits of the proposal are in it. */
export function orderInPlace(
  order: HunkOrder,
  { seen, now }: Readonly<Record<'seen' | 'now', readonly FileProposal[]>>,
): HunkOrder {
  if (now === seen) return order;
  const before = seen.flatMap(({ hunks }) => hunks);
  const inPlace = (id: HunkId): readonly HunkId[] => {
    const hunk = before.find(each => each.id === id);
    if (hunk === undefined) return [id];
    const hunks = now.filter(({ path }) => path === hunk.path).flatMap(file => file.hunks);
    return hunksInPlaceOf(hunk, hunks).map(other => other.id);
  };
  const { accept = [], reject = [], reopen = [], ...rest } = order;
  return {
    ...rest,
    accept: accept.flatMap(inPlace),
    reject: reject.flatMap(inPlace),
    reopen: reopen.flatMap(inPlace),
  };
}
