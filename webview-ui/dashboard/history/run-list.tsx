import type { HistorySlice } from '../../../src/protocol/dashboard/dashboard-slices.ts';
import type { HistorySearch } from '../../../src/protocol/dashboard/place.ts';
import { formatCost, formatDuration } from '../../frame/format-amounts.ts';
import type { Send } from '../dashboard-host.ts';
import { EmptyTab } from '../parts/empty-tab.tsx';
import { formatMoment } from '../parts/format-moment.ts';
import { Icon } from '../parts/icon.tsx';
import { StatusChip } from '../parts/status-chip.tsx';
import { visibleText } from '../parts/visible-text.ts';

interface RunListProps {
  readonly history: HistorySlice;
  readonly search: HistorySearch;
  readonly send: Send;
}

/** One page of the runs that were found. */
export function RunList({ history, search, send }: RunListProps) {
  const { rows, total, page, pageSize } = history;
  const first = page * pageSize;
  const found = total === 1 ? '1 run' : `${total.toLocaleString()} runs`;
  const where = rows.length === 0 ? found : `${first + 1}–${first + rows.length} of ${found}`;
  return (
    <>
      <p className="quiet" role="status">
        {where}
      </p>
      {rows.length === 0 ? (
        <NothingFound isFirstRun={total === 0 && search.text === '' && search.status === ''} send={send} />
      ) : (
        <RunTable rows={rows} search={search} send={send} />
      )}
      <Pages
        page={page}
        last={Math.max(0, Math.ceil(total / pageSize) - 1)}
        onTurn={turned => send({ type: 'history.search', change: { page: turned } })}
      />
    </>
  );
}

function NothingFound({ isFirstRun, send }: { readonly isFirstRun: boolean; readonly send: Send }) {
  if (!isFirstRun)
    return (
      <EmptyTab icon="search" title="No run fits">
        <p>Take a word or a filter away.</p>
      </EmptyTab>
    );
  return (
    <EmptyTab icon="history" title="No runs here yet">
      <p>Every run is kept with its attempts, its change and its costs.</p>
      <vscode-button onClick={() => send({ type: 'task.solve' })}>Solve a Task</vscode-button>
    </EmptyTab>
  );
}

interface RunTableProps extends Pick<RunListProps, 'search' | 'send'> {
  readonly rows: HistorySlice['rows'];
}

function RunTable({ rows, search, send }: RunTableProps) {
  return (
    <div className="table-frame">
      <table className="table runs">
        <caption className="visually-hidden">Runs</caption>
        <thead>
          <tr>
            {columns.map(column => (
              <SortHead key={column.title} column={column} search={search} send={send} />
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ runId, task, folder, status, createdAt, durationMs, attempts, repairs, costUsd }) => (
            <tr key={runId}>
              <th scope="row">
                <button type="button" className="link" onClick={() => send({ type: 'history.open', runId })}>
                  {visibleText(task)}
                </button>
                <span className="quiet">{visibleText(folder)}</span>
              </th>
              <td>
                <StatusChip status={status} />
              </td>
              <td>{formatMoment(createdAt)}</td>
              <td className="number">{formatDuration(durationMs)}</td>
              <td className="number">{attempts}</td>
              <td className="number">{repairs}</td>
              <td className="number">{formatCost(costUsd)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface Column {
  readonly title: string;
  readonly sortBy: HistorySearch['sortBy'] | null;
  readonly isNumber: boolean;
}

const columns: readonly Column[] = [
  { title: 'Task', sortBy: 'task', isNumber: false },
  { title: 'Status', sortBy: null, isNumber: false },
  { title: 'Started', sortBy: 'createdAt', isNumber: false },
  { title: 'Time', sortBy: 'durationMs', isNumber: true },
  { title: 'Attempts', sortBy: 'attempts', isNumber: true },
  { title: 'Repairs', sortBy: 'repairs', isNumber: true },
  { title: 'Cost', sortBy: 'costUsd', isNumber: true },
];

interface SortHeadProps extends Pick<RunListProps, 'search' | 'send'> {
  readonly column: Column;
}

/** Sorts at a click; another one turns the order around. */
function SortHead({ column: { title, sortBy, isNumber }, search, send }: SortHeadProps) {
  const className = isNumber ? 'number' : '';
  if (sortBy === null)
    return (
      <th scope="col" className={className}>
        {title}
      </th>
    );
  const isSorted = search.sortBy === sortBy;
  const order = search.isDescending ? 'descending' : 'ascending';
  return (
    <th scope="col" className={className} aria-sort={isSorted ? order : 'none'}>
      <button type="button" className="sort" onClick={() => send({ type: 'history.sort', sortBy })}>
        {title}
        {isSorted && <Icon name={search.isDescending ? 'arrow-down' : 'arrow-up'} />}
      </button>
    </th>
  );
}

interface PagesProps {
  readonly page: number;
  readonly last: number;
  readonly onTurn: (page: number) => void;
}

function Pages({ page, last, onTurn }: PagesProps) {
  if (last === 0 && page === 0) return null;
  return (
    <nav aria-label="Pages" className="pages">
      <vscode-button secondary disabled={page === 0} onClick={() => onTurn(Math.max(0, page - 1))}>
        Previous
      </vscode-button>
      <span>
        Page {page + 1} of {last + 1}
      </span>
      <vscode-button secondary disabled={page >= last} onClick={() => onTurn(page + 1)}>
        Next
      </vscode-button>
    </nav>
  );
}
