import type { BenchRow } from '../../../src/protocol/dashboard/benchmarks-slice.ts';
import { formatUsd } from '../cost/format-usd.ts';
import { DataTable } from '../parts/data-table.tsx';
import { formatPercent } from './format-share.ts';
import { modelName } from './model-name.ts';

/** What each model came to over the runs of one suite, a problem at a time, so that runs of any length count. */
export function ModelTable({ rows }: { readonly rows: readonly BenchRow[] }) {
  const models = Object.entries(Object.groupBy(rows, ({ model }) => modelName(model)));
  const sums = models.map(([name, runs = []]) => ({ name, ...sumOf(runs) }));
  return (
    <DataTable caption="By model, a problem" columns={columns} className="model-table">
      {sums.map(({ name, runs, share, costUsd, seconds }) => (
        <tr key={name}>
          <th scope="row">{name}</th>
          <td className="number">{runs}</td>
          <td className="number">{formatPercent(share)}</td>
          <td className="number">{costUsd === null ? '$?' : formatUsd(costUsd)}</td>
          <td className="number">{seconds.toFixed(1)} s</td>
        </tr>
      ))}
    </DataTable>
  );
}

function sumOf(runs: readonly BenchRow[]) {
  const samples = Math.max(
    1,
    runs.reduce((sum, run) => sum + run.samples, 0),
  );
  const sum = (of: (run: BenchRow) => number) => runs.reduce((total, run) => total + of(run), 0) / samples;
  return {
    runs: runs.length,
    share: sum(run => run.withRepair.value * run.samples),
    costUsd: runs.some(({ costUsd }) => costUsd === null) ? null : sum(({ costUsd }) => costUsd ?? 0),
    seconds: sum(({ seconds }) => seconds),
  };
}

const columns = [
  'Model',
  { number: 'Runs' },
  { number: 'With repair' },
  { number: 'Cost a problem' },
  { number: 'Time a problem' },
];
