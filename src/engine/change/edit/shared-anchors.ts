/** A line that stands once in each of two texts, by its positions from 0. */
export interface Anchor {
  readonly before: number;
  readonly after: number;
}

/** The most lines that stand once on each side and come in the same order (Bram Cohen's patience diff). */
export function sharedAnchors(olds: readonly string[], news: readonly string[]): readonly Anchor[] {
  const inOlds = singlePositions(olds);
  const anchors: Anchor[] = [];
  for (const [line, after] of singlePositions(news)) {
    const before = inOlds.get(line);
    if (before !== undefined) anchors.push({ before, after });
  }
  return longestRise(anchors);
}

function singlePositions(lines: readonly string[]): ReadonlyMap<string, number> {
  const positions = new Map<string, number>();
  const repeated = new Set<string>();
  lines.forEach((line, at) => {
    if (positions.has(line)) repeated.add(line);
    positions.set(line, at);
  });
  for (const line of repeated) positions.delete(line);
  return positions;
}

// Anchors come in the order of their `after`; kept are the most whose `before` rises as well.
function longestRise(anchors: readonly Anchor[]): readonly Anchor[] {
  const ends: number[] = [];
  const previous: number[] = [];
  anchors.forEach(({ before }, at) => {
    let low = 0;
    let high = ends.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((anchors[ends[middle] ?? 0]?.before ?? 0) < before) low = middle + 1;
      else high = middle;
    }
    previous.push(low === 0 ? -1 : (ends[low - 1] ?? -1));
    ends[low] = at;
  });
  const rise: Anchor[] = [];
  for (let at = ends.at(-1) ?? -1; at !== -1; at = previous[at] ?? -1) {
    const anchor = anchors[at];
    if (anchor !== undefined) rise.push(anchor);
  }
  return rise.reverse();
}
