/** A value of the host's, and what a person asked for in its place that the host has not told yet. */
export interface Asked<T> {
  readonly told: T;
  /** The oldest first: the host may tell some of them on its way to the last. */
  readonly open: readonly T[];
}

export function shownValue<T>({ told, open }: Asked<T>): T {
  return open.at(-1) ?? told;
}

export function askFor<T>(asked: Asked<T>, value: T): Asked<T> {
  return value === shownValue(asked) ? asked : { ...asked, open: [...asked.open, value] };
}

/** What nobody asked for here has the last word: somebody else set it, or the host knows better. */
export function hearTold<T>(asked: Asked<T>, told: T): Asked<T> {
  if (told === asked.told) return asked;
  const place = asked.open.indexOf(told);
  return { told, open: place < 0 ? [] : asked.open.slice(place + 1) };
}
