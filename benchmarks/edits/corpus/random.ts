/** Chance that can be repeated: the same seed gives the same draws on every machine. */
export interface Random {
  /** A whole number from 0 up to, not including, the limit. */
  below(limit: number): number;
  /** A whole number from low to high, both included. */
  between(low: number, high: number): number;
  chance(probability: number): boolean;
  pick<T>(items: readonly [T, ...T[]]): T;
  /** Undefined when there is nothing to pick from. */
  pickAny<T>(items: readonly T[]): T | undefined;
}

/** Tommy Ettinger's mulberry32: 32 bits of state are plenty for drawing examples. */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number): number => Math.floor(next() * limit);
  return {
    below,
    between: (low, high) => low + below(high - low + 1),
    chance: probability => next() < probability,
    pick: items => items[below(items.length)] ?? items[0],
    pickAny: items => items[below(items.length)],
  };
}
