import type { CallGroup, CostSlice } from '../../../src/protocol/dashboard/dashboard-slices.ts';
import { formatCount } from '../../frame/format-amounts.ts';
import { DataTable } from '../parts/data-table.tsx';
import { visibleText } from '../parts/visible-text.ts';
import { formatUsd } from './format-usd.ts';

interface GroupTableProps {
  /** What the groups are, for the head of the first column. */
  readonly name: string;
  readonly title: string;
  readonly groups: CostSlice['byDay'];
}

/** Calls, tokens and dollars of each group. */
export function GroupTable({ name, title, groups }: GroupTableProps) {
  return (
    <DataTable caption={title} columns={[name, ...columns]}>
      {groups.map(group => (
        <tr key={group.name}>
          <th scope="row">{visibleText(group.name)}</th>
          <td className="number">{group.calls}</td>
          <td className="number">
            {formatCount(group.inputTokens + group.cacheReadTokens + group.cacheWriteTokens)}
          </td>
          <td className="number">{formatCount(group.outputTokens + group.reasoningTokens)}</td>
          <td className="number">{costOf(group)}</td>
        </tr>
      ))}
    </DataTable>
  );
}

/** `$0.12`, `free`, `$0.12 + unknown` */
function costOf(group: CallGroup): string {
  const { reportedUsd, computedUsd, openUsd, reportedCalls, computedCalls, openCalls, unknownCalls } = group;
  const isPaid = reportedCalls + computedCalls + openCalls > 0;
  const parts = [
    ...(isPaid ? [formatUsd(reportedUsd + computedUsd + openUsd)] : []),
    ...(unknownCalls > 0 ? ['unknown'] : []),
  ];
  return parts.join(' + ') || 'free';
}

const columns = [{ number: 'Calls' }, { number: 'Tokens in' }, { number: 'Tokens out' }, { number: 'Cost' }];
