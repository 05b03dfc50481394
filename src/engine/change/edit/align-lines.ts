import { diffArrays } from 'diff';
import { sharedAnchors } from './shared-anchors.ts';

/** One step from the lines before to the lines after, as positions counted from 0. */
export type LineStep =
  | { readonly kind: 'same'; readonly before: number; readonly after: number }
  | { readonly kind: 'removed'; readonly before: number }
  | { readonly kind: 'added'; readonly after: number };

/** Pairs the lines that two texts share, in order. Trailing blanks do not tell lines apart. */
export function alignLines(before: readonly string[], after: readonly string[]): readonly LineStep[] {
  const olds = before.map(line => line.trimEnd());
  const news = after.map(line => line.trimEnd());
  const whole = {
    olds,
    news,
    from: { before: 0, after: 0 },
    to: { before: olds.length, after: news.length },
  };
  return olds.length * news.length > fewForAll ? alignByAnchors(whole) : alignPart(whole);
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

/** Two texts, and the part of each that is to be aligned. */
interface Part {
  readonly olds: readonly string[];
  readonly news: readonly string[];
  readonly from: Offset;
  readonly to: Offset;
}

// Up to here the best alignment of all is affordable; beyond, lines that stand once on both sides divide the work.
const fewForAll = 250_000;

function alignByAnchors(whole: Part): readonly LineStep[] {
  const steps: LineStep[] = [];
  let from = whole.from;
  for (const anchor of sharedAnchors(whole.olds, whole.news)) {
    // Most anchors follow each other with nothing between them.
    const isGap = from.before < anchor.before || from.after < anchor.after;
    if (isGap) for (const step of alignPart({ ...whole, from, to: anchor })) steps.push(step);
    steps.push({ kind: 'same', before: anchor.before, after: anchor.after });
    from = { before: anchor.before + 1, after: anchor.after + 1 };
  }
  for (const step of alignPart({ ...whole, from })) steps.push(step);
  return steps;
}

function alignPart({ olds, news, from, to }: Part): readonly LineStep[] {
  const shorter = Math.min(to.before - from.before, to.after - from.after);
  let head = 0;
  while (head < shorter && olds[from.before + head] === news[from.after + head]) head += 1;
  let tail = 0;
  while (tail < shorter - head && olds[to.before - 1 - tail] === news[to.after - 1 - tail]) tail += 1;
  const middle = {
    olds,
    news,
    from: { before: from.before + head, after: from.after + head },
    to: { before: to.before - tail, after: to.after - tail },
  };
  return [...sameLines(head, from), ...alignMiddle(middle), ...sameLines(tail, middle.to)];
}

function sameLines(count: number, { before, after }: Offset): readonly LineStep[] {
  return Array.from({ length: count }, (_, at) => ({ kind: 'same', before: before + at, after: after + at }));
}

function alignMiddle({ olds, news, from, to }: Part): readonly LineStep[] {
  const removed = olds.slice(from.before, to.before);
  const added = news.slice(from.after, to.after);
  const whole = [
    { count: removed.length, added: false, removed: true },
    { count: added.length, added: true, removed: false },
  ];
  const isOneSided = removed.length === 0 || added.length === 0;
  const chunks = isOneSided ? whole : (diffArrays(removed, added, { maxEditLength }) ?? whole);
  const steps: LineStep[] = [];
  let { before, after } = from;
  for (const chunk of chunks) {
    for (let left = chunk.count; left > 0; left -= 1) {
      if (chunk.removed) steps.push({ kind: 'removed', before: before++ });
      else if (chunk.added) steps.push({ kind: 'added', after: after++ });
      else steps.push({ kind: 'same', before: before++, after: after++ });
    }
  }
  return steps;
}

// Beyond this the texts share so little that pairing what is left is not worth its quadratic cost.
const maxEditLength = 200;
