import type { CapSlice } from '../../../src/protocol/dashboard/dashboard-slices.ts';
import { formatUsd } from './format-usd.ts';

/** What the caps leave. Open calls and unknown prices count at their worst. */
export function Caps({ caps }: { readonly caps: readonly CapSlice[] }) {
  return (
    <section aria-labelledby="caps">
      <h2 id="caps">Caps</h2>
      <p className="quiet">What is under way, and what has no known price, counts at the most it can cost.</p>
      <ul className="caps">
        {caps.map(({ period, maxUsd, countedUsd, leftUsd }) => (
          <li key={period}>
            <span className="cap-name">{periodTitles[period]}</span>
            {maxUsd === null ? (
              <span>{formatUsd(countedUsd)}, no cap</span>
            ) : (
              <>
                <meter
                  min={0}
                  max={Math.max(maxUsd, Number.MIN_VALUE)}
                  value={Math.min(countedUsd, maxUsd)}
                  aria-label={`${periodTitles[period]}: used of the cap`}
                />
                <span>
                  {formatUsd(countedUsd)} of {formatUsd(maxUsd)},{' '}
                  <strong>{formatUsd(leftUsd ?? 0)} left</strong>
                </span>
              </>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

const periodTitles: Readonly<Record<CapSlice['period'], string>> = {
  run: 'This run',
  day: 'Today',
  month: 'This month',
};
