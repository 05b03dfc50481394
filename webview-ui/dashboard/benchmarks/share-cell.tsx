import type { BenchShare } from '../../../src/protocol/dashboard/benchmarks-slice.ts';
import { formatInterval, formatPercent } from './format-share.ts';

/** A share with its interval, in a table. */
export function ShareCell({ share }: { readonly share: BenchShare }) {
  return (
    <td className="number">
      {formatPercent(share.value)} <span className="quiet">{formatInterval(share)}</span>
    </td>
  );
}
