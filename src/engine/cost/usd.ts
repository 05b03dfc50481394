/**
 * Dollars travel as plain numbers that are always a whole number of nano-dollars (1e-9 USD). A list price of
 * N dollars for a million tokens is 1,000 × N nano-dollars for one, a whole number, so costs and their sums are
 * exact whichever way they are added up.
 */
export function sumUsd(amounts: Iterable<number>): number {
  let nano = 0;
  for (const amount of amounts) nano += toNano(amount);
  return fromNano(nano);
}

export function toNano(usd: number): number {
  return Math.round(usd * nanoPerUsd);
}

export function fromNano(nano: number): number {
  return nano / nanoPerUsd;
}

const nanoPerUsd = 1e9;

export type Rounding = 'nearest' | 'up' | 'down';

/** `$1.23`, `$0.012`, `$0.0004`: as many places as the amount needs to mean something. */
export function formatUsd(usd: number, rounding: Rounding = 'nearest'): string {
  if (usd <= 0) return '$0.00';
  const places = usd >= 1 ? 2 : usd >= 0.001 ? 3 : 4;
  const scale = 10 ** places;
  const shown = round((toNano(usd) * scale) / nanoPerUsd, rounding) / scale;
  return shown === 0 ? 'less than $0.0001' : `$${shown.toFixed(places)}`;
}

function round(value: number, rounding: Rounding): number {
  if (rounding === 'nearest') return Math.round(value);
  return rounding === 'up' ? Math.ceil(value) : Math.floor(value);
}
