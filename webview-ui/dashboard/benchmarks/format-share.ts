import type { BenchShare } from '../../../src/protocol/dashboard/benchmarks-slice.ts';

/** `85.0 %` */
export function formatPercent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}

/** `70–93 %`: the 95 % interval. */
export function formatInterval({ low, high }: BenchShare): string {
  return `${Math.round(100 * low)}–${Math.round(100 * high)} %`;
}

/** `+10.0 points`, of a hundred, as it is a difference of percentages; with a sign for whichever way it goes. */
export function formatLift(lift: number): string {
  return `${lift < 0 ? '−' : '+'}${(100 * Math.abs(lift)).toFixed(1)} points`;
}

/** `< 0.0001`, `0.031` */
export function formatP(p: number): string {
  return p < 0.0001 ? '< 0.0001' : p.toPrecision(2);
}
