import type { BenchGroup } from '../../../src/protocol/dashboard/benchmarks-slice.ts';
import { formatCost, formatCount, formatDuration } from '../../frame/format-amounts.ts';
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
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable without a mouse
    <div className="table-frame" tabIndex={0}>
      <table className="table">
        <caption className="visually-hidden">By {name.toLowerCase()}</caption>
        <thead>
          <tr>
            <th scope="col">{name}</th>
            {heads.map(head => (
              <th key={head} scope="col" className="number">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
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
        </tbody>
      </table>
    </div>
  );
}

const heads = ['Problems', 'Without repair', 'With repair', 'Lift', 'Repairs', 'Tokens', 'Cost', 'Time'];
