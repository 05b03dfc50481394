import { useEffect, useRef } from 'react';
import type { BenchComparisonSlice, BenchRow } from '../../../src/protocol/dashboard/benchmarks-slice.ts';
import { formatCost, formatDuration } from '../../frame/format-amounts.ts';
import type { Send } from '../dashboard-host.ts';
import { DataTable } from '../parts/data-table.tsx';
import { formatMoment } from '../parts/format-moment.ts';
import { visibleText } from '../parts/visible-text.ts';
import { formatLift, formatP } from './format-share.ts';
import { modelName } from './model-name.ts';
import { ShareCell } from './share-cell.tsx';

interface BenchComparisonProps {
  readonly comparison: BenchComparisonSlice;
  readonly send: Send;
}

/** Two runs on the same problems: their figures, what flipped, and whether that can be chance. */
export function BenchComparison({
  comparison: { before, after, paired, refusal },
  send,
}: BenchComparisonProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <article aria-labelledby="comparison-title">
      <div className="actions">
        <vscode-button secondary onClick={() => send({ type: 'bench.compare', otherId: null })}>
          Back to the Run
        </vscode-button>
      </div>
      <h2 id="comparison-title" ref={heading} tabIndex={-1}>
        Two runs of {visibleText(after.suite)}
      </h2>
      <BothRuns before={before} after={after} />
      {paired === null ? (
        <p className="failure">{visibleText(refusal)}</p>
      ) : (
        <>
          <p>{sentence(paired)}</p>
          <Flipped title="Gained" names={paired.gained} send={send} />
          <Flipped title="Lost" names={paired.lost} send={send} />
        </>
      )}
    </article>
  );
}

function BothRuns({ before, after }: { readonly before: BenchRow; readonly after: BenchRow }) {
  const rows = [
    { name: 'Before', row: before },
    { name: 'After', row: after },
  ];
  return (
    <DataTable caption="Both runs" columns={columns}>
      {rows.map(({ name, row }) => (
        <tr key={name}>
          <th scope="row">
            {name}: {formatMoment(row.startedAt)}
          </th>
          <td>{modelName(row.model)}</td>
          <td className="number">{row.samples}</td>
          <ShareCell share={row.withoutRepair} />
          <ShareCell share={row.withRepair} />
          <td className="number">{formatLift(row.lift)}</td>
          <td className="number">{formatCost(row.costUsd)}</td>
          <td className="number">{formatDuration(row.seconds * 1000)}</td>
        </tr>
      ))}
    </DataTable>
  );
}

type Paired = NonNullable<BenchComparisonSlice['paired']>;

function sentence({ pairs, gained, lost, p }: Paired): string {
  const flips = `${pairs} problems are finished in both: ${gained.length} gained, ${lost.length} lost.`;
  const verdict =
    p >= significance
      ? 'So uneven a split can well be chance.'
      : gained.length > lost.length
        ? 'The later run is better, and that is hardly chance.'
        : 'The later run is worse, and that is hardly chance.';
  return `${flips} McNemar’s exact test: p = ${formatP(p)}. ${verdict}`;
}

interface FlippedProps {
  readonly title: string;
  readonly names: readonly string[];
  readonly send: Send;
}

function Flipped({ title, names, send }: FlippedProps) {
  return (
    <section aria-label={title}>
      <h3>
        {title} ({names.length})
      </h3>
      {names.length === 0 && <p className="quiet">None.</p>}
      <ul className="flipped">
        {names.map(name => (
          <li key={name}>
            <button
              type="button"
              className="link"
              onClick={() => send({ type: 'bench.problem', problem: name })}
            >
              {visibleText(name)}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

const significance = 0.05;

const columns = [
  'Run',
  'Model',
  { number: 'Finished' },
  { number: 'Without repair' },
  { number: 'With repair' },
  { number: 'Lift' },
  { number: 'Cost' },
  { number: 'Time' },
];
