import type { BenchRow } from '../../../src/protocol/dashboard/benchmarks-slice.ts';
import { formatUsd } from '../cost/format-usd.ts';
import { formatPercent } from './format-share.ts';
import { modelName } from './model-name.ts';

/** What each model came to over the runs of one suite, a problem at a time, so that runs of any length count. */
export function ModelTable({ rows }: { readonly rows: readonly BenchRow[] }) {
  const models = Object.entries(Object.groupBy(rows, ({ model }) => modelName(model)));
  const sums = models.map(([name, runs = []]) => ({ name, ...sumOf(runs) }));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable without a mouse
    <div className="table-frame model-table" tabIndex={0}>
      <table className="table">
        <caption className="visually-hidden">By model, a problem</caption>
        <thead>
          <tr>
            <th scope="col">Model</th>
            {['Runs', 'With repair', 'Cost a problem', 'Time a problem'].map(head => (
              <th key={head} scope="col" className="number">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {sums.map(({ name, runs, share, costUsd, seconds }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td className="number">{runs}</td>
              <td className="number">{formatPercent(share)}</td>
              <td className="number">{costUsd === null ? '$?' : formatUsd(costUsd)}</td>
              <td className="number">{seconds.toFixed(1)} s</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
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
