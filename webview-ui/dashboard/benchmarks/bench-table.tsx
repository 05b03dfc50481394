import type { BenchRow } from '../../../src/protocol/dashboard/benchmarks-slice.ts';
import { formatCost, formatDuration } from '../../frame/format-amounts.ts';
import type { Send } from '../dashboard-host.ts';
import { DataTable } from '../parts/data-table.tsx';
import { formatMoment } from '../parts/format-moment.ts';
import { Icon } from '../parts/icon.tsx';
import { visibleText } from '../parts/visible-text.ts';
import { formatLift } from './format-share.ts';
import { modelName } from './model-name.ts';
import { ShareCell } from './share-cell.tsx';

interface BenchTableProps {
  readonly title: string;
  readonly rows: readonly BenchRow[];
  readonly send: Send;
}

/** Runs of one suite, the newest first. */
export function BenchTable({ title, rows, send }: BenchTableProps) {
  return (
    <DataTable caption={title} columns={columns} className="runs">
      {rows.map(row => (
        <tr key={row.runId}>
          <th scope="row">
            <button
              type="button"
              className="link"
              onClick={() => send({ type: 'bench.open', runId: row.runId })}
            >
              {formatMoment(row.startedAt)}
            </button>
            <span className="quiet">{row.runId}</span>
          </th>
          <td>{modelName(row.model)}</td>
          <td>
            <BenchStatus row={row} />
          </td>
          <ShareCell share={row.withoutRepair} />
          <ShareCell share={row.withRepair} />
          <td className="number">{formatLift(row.lift)}</td>
          <td className="number">{formatCost(row.costUsd)}</td>
          <td className="number">{formatDuration(row.seconds * 1000)}</td>
          <td>{visibleText(row.sandbox)}</td>
          <td>
            <code>{row.commit?.slice(0, 8) ?? '–'}</code>
          </td>
        </tr>
      ))}
    </DataTable>
  );
}

/** How far a run is: a shape and words. */
export function BenchStatus({ row: { status, samples, ordered } }: { readonly row: BenchRow }) {
  const count = status === 'finished' ? `${ordered} problems` : `${samples} of ${ordered}`;
  return (
    <span className={`chip chip-${chips[status]}`}>
      <Icon name={icons[status]} /> {count}
      <span className="visually-hidden">, {status}</span>
    </span>
  );
}

const icons = { running: 'play-circle', finished: 'pass', unfinished: 'debug-pause' } as const;
const chips = { running: 'working', finished: 'completed', unfinished: 'paused' } as const;

const columns = [
  'Started',
  'Model',
  'Finished',
  { number: 'Without repair' },
  { number: 'With repair' },
  { number: 'Lift' },
  { number: 'Cost' },
  { number: 'Time' },
  'Sandbox',
  'Commit',
];
