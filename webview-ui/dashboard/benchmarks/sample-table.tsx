import type { BenchSampleRow } from '../../../src/protocol/dashboard/benchmarks-slice.ts';
import { type ShownProblems, shownProblems } from '../../../src/protocol/dashboard/place.ts';
import { formatCost, formatDuration } from '../../frame/format-amounts.ts';
import type { Send } from '../dashboard-host.ts';
import { DataTable } from '../parts/data-table.tsx';
import { RadioGroup } from '../parts/radio-group.tsx';
import { visibleText } from '../parts/visible-text.ts';
import { PassMark } from './pass-mark.tsx';

interface SampleTableProps {
  readonly samples: readonly BenchSampleRow[];
  readonly show: ShownProblems;
  readonly send: Send;
}

/** The problems of a run that failed, that only repair got through, or all of them. */
export function SampleTable({ samples, show, send }: SampleTableProps) {
  const shown = samples.filter(sample => belongs(sample, show));
  return (
    <>
      <RadioGroup
        legend="Show"
        name="shown-problems"
        value={show}
        choices={shownProblems.map(value => ({
          value,
          title: `${value} (${samples.filter(sample => belongs(sample, value)).length})`,
        }))}
        onChoose={choice => send({ type: 'bench.show', show: choice })}
      />
      {shown.length === 0 ? (
        <p className="quiet">{nothing[show]}</p>
      ) : (
        <DataTable caption={`Problems: ${show}`} columns={columns} className="sample-table">
          {shown.map(sample => (
            <SampleRow key={sample.name} sample={sample} send={send} />
          ))}
        </DataTable>
      )}
    </>
  );
}

function SampleRow({ sample, send }: { readonly sample: BenchSampleRow; readonly send: Send }) {
  const { name, difficulty, category, withoutRepair, withRepair, repairs, costUsd, seconds, reason } = sample;
  return (
    <tr>
      <th scope="row">
        <button type="button" className="link" onClick={() => send({ type: 'bench.problem', problem: name })}>
          {visibleText(name)}
        </button>
      </th>
      <td>{difficulty}</td>
      <td>{visibleText(category)}</td>
      <td>
        <PassMark passed={withoutRepair} />
      </td>
      <td>
        <PassMark passed={withRepair} />
      </td>
      <td className="number">{repairs}</td>
      <td className="number">{formatCost(costUsd)}</td>
      <td className="number">{formatDuration(seconds * 1000)}</td>
      <td className="reason">{visibleText(reason)}</td>
    </tr>
  );
}

function belongs({ withoutRepair, withRepair }: BenchSampleRow, show: ShownProblems): boolean {
  if (show === 'all') return true;
  return show === 'failed' ? !withRepair : withRepair && !withoutRepair;
}

const nothing: Readonly<Record<ShownProblems, string>> = {
  failed: 'Every problem that is finished has passed.',
  repaired: 'No problem needed a repair to pass.',
  all: 'No problem is finished yet.',
};

const columns = [
  'Problem',
  'Difficulty',
  'Category',
  'Without repair',
  'With repair',
  { number: 'Repairs' },
  { number: 'Cost' },
  { number: 'Time' },
  'Reason',
];
