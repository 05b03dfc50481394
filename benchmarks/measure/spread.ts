/** Where a set of measured values lies. The median, because one slow run on a shared machine says nothing. */
export interface Spread {
  readonly median: number;
  readonly p10: number;
  readonly p90: number;
  readonly worst: number;
  readonly count: number;
}

/** Throws for no values: a benchmark that measured nothing has not passed. */
export function spreadOf(values: readonly number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b);
  const worst = sorted.at(-1);
  if (worst === undefined) throw new Error('nothing was measured');
  const at = (share: number) => quantile(sorted, share);
  return { median: at(0.5), p10: at(0.1), p90: at(0.9), worst, count: sorted.length };
}

/** Between two values, in proportion: the definition that spreadsheets and NumPy use. */
function quantile(sorted: readonly number[], share: number): number {
  const place = (sorted.length - 1) * share;
  const below = sorted[Math.floor(place)] ?? 0;
  const above = sorted[Math.ceil(place)] ?? below;
  return below + (above - below) * (place - Math.floor(place));
}
