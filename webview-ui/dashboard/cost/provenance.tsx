import type { CostSlice } from '../../../src/protocol/dashboard/dashboard-slices.ts';
import { formatUsd } from './format-usd.ts';

/** The sum of a time, each part of it with how it is known. */
export function Provenance({ total, pricesOf }: Pick<CostSlice, 'total' | 'pricesOf'>) {
  const sum = total.reportedUsd + total.computedUsd + total.openUsd;
  return (
    <section aria-labelledby="provenance">
      <h2 id="provenance">
        {formatUsd(sum)}
        {total.unknownCalls > 0 && ' known'} in {total.calls} {total.calls === 1 ? 'call' : 'calls'}
      </h2>
      <ul className="provenance">
        {partsOf(total, pricesOf).map(part => (
          <li key={part}>{part}</li>
        ))}
      </ul>
    </section>
  );
}

function partsOf(total: CostSlice['total'], pricesOf: readonly string[]): readonly string[] {
  const { reportedCalls, computedCalls, unknownCalls, freeCalls, openCalls, savedUsd } = total;
  const table = pricesOf.length === 0 ? 'your own prices' : `the price table of ${pricesOf.join(', ')}`;
  const part = (calls: number, text: string) =>
    calls === 0 ? [] : [`${text} (${calls === 1 ? '1 call' : `${calls} calls`})`];
  return [
    ...part(reportedCalls, `${formatUsd(total.reportedUsd)} reported by the provider`),
    ...part(computedCalls, `${formatUsd(total.computedUsd)} computed from ${table}`),
    ...part(openCalls, `Up to ${formatUsd(total.openUsd)} for what is under way or was cut off`),
    ...part(freeCalls, 'Free: local or replayed models'),
    ...part(unknownCalls, 'Unknown: no price is known; set it under “prices” in the settings'),
    ...(savedUsd !== null && savedUsd > 0
      ? [`About ${formatUsd(savedUsd)} saved against the most expensive tier (estimated)`]
      : []),
  ];
}
