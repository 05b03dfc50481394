/** Chance that a seed repeats. */
export interface SeededRandom {
  chance(probability: number): boolean;
  /** From 0, below the limit. */
  whole(limit: number): number;
  pick<T>(items: readonly T[]): T;
}

/** Mulberry32: small, and good enough to spread faults. */
export function seededRandom(seed: number): SeededRandom {
  let state = seed;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const whole = (limit: number) => Math.floor(next() * limit);
  return {
    chance: probability => next() < probability,
    whole,
    pick(items) {
      const item = items[whole(items.length)];
      if (item === undefined) throw new Error('there is nothing to pick from');
      return item;
    },
  };
}
