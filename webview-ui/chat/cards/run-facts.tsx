import type { RunSlice } from '../../../src/protocol/chat/run-slice.ts';
import { formatCost, formatCount, formatDuration } from '../../frame/format-amounts.ts';

/** The run in four figures. */
export function RunFacts({ run }: { readonly run: RunSlice }) {
  const { totals, attempts, repairs } = run;
  const facts = [
    { name: 'Time', value: formatDuration(totals.durationMs), more: 'Without waiting for you' },
    {
      name: 'Attempts',
      value: String(attempts),
      more: repairs === 1 ? '1 repair' : `${repairs} repairs`,
    },
    { name: 'Tokens', value: formatCount(totals.tokens), more: `${totals.modelCalls} model calls` },
    { name: 'Cost', value: formatCost(totals.costUsd), more: costNote(totals.costUsd) },
  ];
  return (
    <dl className="figures">
      {facts.map(({ name, value, more }) => (
        <div key={name} title={more}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function costNote(costUsd: number | null): string {
  return costUsd === null ? 'The price of this model is not known' : `$${costUsd.toFixed(4)}`;
}
