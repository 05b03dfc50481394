import type { BenchGroup } from '../../../src/protocol/dashboard/benchmarks-slice.ts';
import { formatCost, formatCount, formatDuration } from '../../frame/format-amounts.ts';
import { DataTable } from '../parts/data-table.tsx';
import { visibleText } from '../parts/visible-text.ts';
import { formatLift } from './format-share.ts';
import { ShareCell } from './share-cell.tsx';

interface FiguresTableProps {
  /** What the groups are, for the head of the first column. */
  readonly name: string;
  readonly groups: readonly BenchGroup[];
}

/** What was measured of each group of problems. */
export function FiguresTable({ name, groups }: FiguresTableProps) {
  return (
    <DataTable caption={`By ${name.toLowerCase()}`} columns={[name, ...columns]}>
      {groups.map(group => (
        <tr key={group.name}>
          <th scope="row">{visibleText(group.name)}</th>
          <td className="number">{group.problems}</td>
          <ShareCell share={group.withoutRepair} />
          <ShareCell share={group.withRepair} />
          <td className="number">{formatLift(group.lift)}</td>
          <td className="number">{group.averageRepairs.toFixed(2)}</td>
          <td className="number">{formatCount(group.tokens)}</td>
          <td className="number">{formatCost(group.costUsd)}</td>
          <td className="number">{formatDuration(group.seconds * 1000)}</td>
        </tr>
      ))}
    </DataTable>
  );
}

const columns = [
  'Problems',
  'Without repair',
  'With repair',
  'Lift',
  'Repairs',
  'Tokens',
  'Cost',
  'Time',
].map(number => ({ number }));
