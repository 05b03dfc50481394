import type { RunSlice } from '../../src/protocol/run-slice.ts';
import { formatCost, formatCount, formatDuration } from '../describe-slice.ts';
import { useElapsed } from '../use-elapsed.ts';

/** The run in four figures. */
export function RunFacts({ run }: { readonly run: RunSlice }) {
  const { totals, attempts, repairs, status } = run;
  const elapsedMs = useElapsed(totals.durationMs, status === 'working' || status === 'cancelling');
  const facts = [
    { name: 'Time', value: formatDuration(elapsedMs) },
    {
      name: 'Attempts',
      value: repairs === 0 ? String(attempts.length) : `${attempts.length} (${repairs} rep.)`,
    },
    { name: 'Tokens', value: formatCount(totals.tokens) },
    { name: 'Cost', value: formatCost(totals.costUsd) },
  ];
  return (
    <dl className="figures">
      {facts.map(({ name, value }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
