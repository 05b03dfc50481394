/** A share with its 95 % interval. */
export interface Share {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** Of passes among trials, by Wilson's score interval (Wilson 1927), which holds near 0 and 1 and for few trials too. */
export function wilson(passes: number, trials: number): Share {
  if (trials === 0) return { value: 0, low: 0, high: 1 };
  const share = passes / trials;
  const middle = share + z ** 2 / (2 * trials);
  const spread = z * Math.sqrt((share * (1 - share)) / trials + z ** 2 / (4 * trials ** 2));
  const scale = 1 + z ** 2 / trials;
  return {
    value: share,
    low: Math.max(0, Math.min(share, (middle - spread) / scale)),
    high: Math.min(1, Math.max(share, (middle + spread) / scale)),
  };
}

// The 97.5th percentile of the normal distribution.
const z = 1.959963984540054;

/** 1 − C(n−c, k) / C(n, k): the unbiased estimate of Chen et al., 2021, for c right ones among n samples of a task. */
export function passAtK(n: number, c: number, k: number): number {
  if (n - c < k) return 1;
  let allWrong = 1;
  for (let i = n - c + 1; i <= n; i += 1) allWrong *= 1 - k / i;
  return 1 - allWrong;
}

/**
 * McNemar's exact test, two-sided: how likely so uneven a split of the tasks that flipped is, were both runs equally
 * good.
 */
export function mcnemar(gained: number, lost: number): number {
  const flips = gained + lost;
  if (flips === 0) return 1;
  let tail = 0;
  let term = 0.5 ** flips;
  for (let i = 0; i <= Math.min(gained, lost); i += 1) {
    tail += term;
    term *= (flips - i) / (i + 1);
  }
  return Math.min(1, 2 * tail);
}
