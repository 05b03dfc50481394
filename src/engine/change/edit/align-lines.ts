import { diffArrays } from 'diff';

/** One step from the lines before to the lines after, as positions counted from 0. */
export type LineStep =
  | { readonly kind: 'same'; readonly before: number; readonly after: number }
  | { readonly kind: 'removed'; readonly before: number }
  | { readonly kind: 'added'; readonly after: number };

/** Pairs the lines that two texts share, in order. Trailing blanks do not tell lines apart. */
export function alignLines(before: readonly string[], after: readonly string[]): readonly LineStep[] {
  const olds = before.map(line => line.trimEnd());
  const news = after.map(line => line.trimEnd());
  const shorter = Math.min(olds.length, news.length);
  let head = 0;
  while (head < shorter && olds[head] === news[head]) head += 1;
  let tail = 0;
  while (tail < shorter - head && olds.at(-1 - tail) === news.at(-1 - tail)) tail += 1;
  const steps: LineStep[] = [];
  const same = (count: number, offset: Offset) => {
    for (let at = 0; at < count; at += 1) {
      steps.push({ kind: 'same', before: offset.before + at, after: offset.after + at });
    }
  };
  same(head, { before: 0, after: 0 });
  steps.push(
    ...alignMiddles(olds.slice(head, olds.length - tail), news.slice(head, news.length - tail), head),
  );
  same(tail, { before: olds.length - tail, after: news.length - tail });
  return steps;
}

/** The same, but where a change could stand earlier or later it stands earlier, and what is kept later. */
export function alignLinesLate(before: readonly string[], after: readonly string[]): readonly LineStep[] {
  const flip = (at: number, lines: readonly string[]) => lines.length - 1 - at;
  const steps = alignLines(before.toReversed(), after.toReversed()).toReversed();
  return steps.map(step => {
    if (step.kind === 'removed') return { kind: 'removed', before: flip(step.before, before) };
    if (step.kind === 'added') return { kind: 'added', after: flip(step.after, after) };
    return { kind: 'same', before: flip(step.before, before), after: flip(step.after, after) };
  });
}

interface Offset {
  readonly before: number;
  readonly after: number;
}

function alignMiddles(olds: string[], news: string[], head: number): readonly LineStep[] {
  const whole = [
    { count: olds.length, added: false, removed: true },
    { count: news.length, added: true, removed: false },
  ];
  const chunks = diffArrays(olds, news, { maxEditLength }) ?? whole;
  const steps: LineStep[] = [];
  let before = head;
  let after = head;
  for (const { count, added, removed } of chunks) {
    for (let left = count; left > 0; left -= 1) {
      if (removed) steps.push({ kind: 'removed', before: before++ });
      else if (added) steps.push({ kind: 'added', after: after++ });
      else steps.push({ kind: 'same', before: before++, after: after++ });
    }
  }
  return steps;
}

// Beyond this the texts share so little that pairing what is left is not worth its quadratic cost.
const maxEditLength = 1000;
