/** `$0.0031`, `$12.40`: small sums are what tells one model from another. */
export function formatUsd(usd: number): string {
  if (usd === 0) return '$0';
  const digits = usd < 0.01 ? 4 : 2;
  return usd < 0.0001 ? '<$0.0001' : `$${usd.toFixed(digits)}`;
}
