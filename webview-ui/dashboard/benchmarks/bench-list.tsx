import { lazy, Suspense } from 'react';
import type { BenchmarksSlice, BenchRow } from '../../../src/protocol/dashboard/benchmarks-slice.ts';
import { Select } from '../../frame/select.tsx';
import type { Send } from '../dashboard-host.ts';
import { EmptyTab, Loading } from '../parts/empty-tab.tsx';
import { visibleText } from '../parts/visible-text.ts';
import { BenchTable } from './bench-table.tsx';
import { ModelTable } from './model-table.tsx';

const BenchChart = lazy(() =>
  import('./bench-chart.tsx').then(({ BenchChart: found }) => ({ default: found })),
);

interface BenchListProps {
  readonly benchmarks: BenchmarksSlice;
  /** Empty: all. */
  readonly suite: string;
  readonly send: Send;
}

/** All runs: as charts, one a suite, because shares of different suites do not compare; as tables, and by model. */
export function BenchList({ benchmarks, suite, send }: BenchListProps) {
  const { rows, total, damaged } = benchmarks;
  if (total === 0 && damaged.length === 0) return <NoBenchmark send={send} />;
  const suites = [...new Set(rows.map(row => row.suite))].sort();
  const shown = suite === '' ? rows : rows.filter(row => row.suite === suite);
  const bySuite = Object.entries(Object.groupBy(shown, row => row.suite));
  return (
    <>
      <div className="bench-tools">
        <label>
          <span>Suite</span>{' '}
          <Select value={suite} onChoose={chosen => send({ type: 'bench.list', suite: chosen })}>
            <option value="">all</option>
            {[...new Set([...suites, suite])].filter(Boolean).map(name => (
              <option key={name} value={name}>
                {visibleText(name)}
              </option>
            ))}
          </Select>
        </label>
        <vscode-button onClick={() => send({ type: 'bench.run' })}>Run Benchmark…</vscode-button>
      </div>
      <p className="quiet" role="status">
        {counted(shown.length)}
        {rows.length < total && `, the newest of ${total}`}. Pass@1, with and without repair, with 95 %
        intervals.
      </p>
      {bySuite.map(([name, group = []]) => (
        <SuiteRuns key={name} name={name} rows={group} send={send} />
      ))}
      {damaged.length > 0 && (
        <section aria-label="Damaged runs">
          <h3>Damaged</h3>
          <ul>
            {damaged.map(({ runId, problem }) => (
              <li key={runId}>{visibleText(problem)}</li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

interface SuiteRunsProps {
  readonly name: string;
  readonly rows: readonly BenchRow[];
  readonly send: Send;
}

function SuiteRuns({ name, rows, send }: SuiteRunsProps) {
  const title = visibleText(name);
  return (
    <section className="suite-runs" aria-label={title}>
      <h2>{title}</h2>
      <div className="spending-body">
        {rows.length > 1 && (
          <Suspense fallback={<Loading what="the chart" />}>
            <BenchChart rows={rows} />
          </Suspense>
        )}
        <ModelTable rows={rows} />
      </div>
      <BenchTable title={`Runs of ${title}`} rows={rows} send={send} />
    </section>
  );
}

function NoBenchmark({ send }: { readonly send: Send }) {
  return (
    <EmptyTab icon="dashboard" title="No benchmark has been run yet">
      <p>
        A benchmark lets your model, prompts and workflow solve the problems of a suite, and judges each with
        tests that no model sees. Here you then see how many pass, what repair adds, what it cost and how long
        it took.
      </p>
      <vscode-button onClick={() => send({ type: 'bench.run' })}>Run Benchmark…</vscode-button>
    </EmptyTab>
  );
}

function counted(runs: number): string {
  return runs === 1 ? '1 run' : `${runs} runs`;
}
