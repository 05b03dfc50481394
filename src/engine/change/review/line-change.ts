import { diffArrays } from 'diff';

/** Lines of one text that are replaced by lines of another. Both start from 0; a count may be 0. */
export interface LineChange {
  readonly baseStart: number;
  readonly baseCount: number;
  readonly nextStart: number;
  readonly nextCount: number;
}

/** What was changed between two texts, in order; at least one equal line lies between two changes. */
export function lineChanges(base: readonly string[], next: readonly string[]): readonly LineChange[] {
  const head = commonHead(base, next);
  const tail = commonTail(base, next, head);
  const before = base.slice(head, base.length - tail);
  const after = next.slice(head, next.length - tail);
  if (before.length === 0 && after.length === 0) return [];
  const whole = { baseStart: head, baseCount: before.length, nextStart: head, nextCount: after.length };
  if (before.length === 0 || after.length === 0) return [whole];
  const parts = diffArrays(before, after, { maxEditLength });
  // Texts without much in common: finer pieces would take long and mean little.
  if (parts === undefined) return [whole];
  const changes: LineChange[] = [];
  let [baseAt, nextAt] = [head, head];
  for (const { added, removed, count } of parts) {
    if (added || removed) {
      const last = changes.at(-1);
      const [baseCount, nextCount] = removed ? [count, 0] : [0, count];
      if (last && last.baseStart + last.baseCount === baseAt && last.nextStart + last.nextCount === nextAt) {
        changes[changes.length - 1] = {
          ...last,
          baseCount: last.baseCount + baseCount,
          nextCount: last.nextCount + nextCount,
        };
      } else changes.push({ baseStart: baseAt, baseCount, nextStart: nextAt, nextCount });
    }
    if (!added) baseAt += count;
    if (!removed) nextAt += count;
  }
  return changes;
}

function commonHead(base: readonly string[], next: readonly string[]): number {
  let head = 0;
  while (head < base.length && head < next.length && base[head] === next[head]) head += 1;
  return head;
}

function commonTail(base: readonly string[], next: readonly string[], head: number): number {
  const most = Math.min(base.length, next.length) - head;
  let tail = 0;
  while (tail < most && base[base.length - 1 - tail] === next[next.length - 1 - tail]) tail += 1;
  return tail;
}

// The time goes with its square: this many take a quarter of a second.
const maxEditLength = 4_000;
