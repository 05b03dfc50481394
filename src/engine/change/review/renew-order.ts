import type { HunkOrder, Standing } from './decide-hunks.ts';
import { type Verdicts, verdictOf } from './decisions.ts';
import type { HunkId } from './file-proposal.ts';

/**
 * What is left of an order when somebody else has decided since its giver looked: what they said of a hunk stands, and
 * a hunk that is gone is nothing to decide about. Undefined: nothing is left.
 */
export function renewOrder(order: HunkOrder, seen: Verdicts, now: Standing): HunkOrder | undefined {
  const proposed = new Set(now.files.flatMap(({ hunks }) => hunks.map(({ id }) => id)));
  const holds = (id: HunkId) =>
    proposed.has(id) && verdictOf(seen, { id }) === verdictOf(now.verdicts, { id });
  const { accept = [], reject = [], reopen = [], ...rest } = order;
  const renewed = {
    accept: accept.filter(holds),
    reject: reject.filter(holds),
    reopen: reopen.filter(holds),
  };
  const isEmpty = Object.values(renewed).every(ids => ids.length === 0);
  return isEmpty ? undefined : { ...rest, ...renewed };
}
