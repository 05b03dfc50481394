import { useEffect, useRef } from 'react';
import type { BenchPageSlice, BenchRow } from '../../../src/protocol/dashboard/benchmarks-slice.ts';
import type { ShownProblems } from '../../../src/protocol/dashboard/place.ts';
import { formatCost, formatCount, formatDuration } from '../../frame/format-amounts.ts';
import { GroupTable } from '../cost/group-table.tsx';
import type { Send } from '../dashboard-host.ts';
import { formatMoment } from '../parts/format-moment.ts';
import { Section } from '../parts/section.tsx';
import { visibleText } from '../parts/visible-text.ts';
import { BenchStatus } from './bench-table.tsx';
import { FiguresTable } from './figures-table.tsx';
import { formatInterval, formatLift, formatPercent } from './format-share.ts';
import { modelName } from './model-name.ts';
import { SampleTable } from './sample-table.tsx';

interface BenchPageProps {
  readonly page: BenchPageSlice;
  readonly others: readonly BenchRow[];
  readonly show: ShownProblems;
  readonly send: Send;
}

/** Everything that one run has measured. */
export function BenchPage({ page, others, show, send }: BenchPageProps) {
  const { row, byDifficulty, byCategory, byModel, samples } = page;
  const heading = useRef<HTMLHeadingElement>(null);
  // Whoever came here by keyboard goes on reading here.
  useEffect(() => heading.current?.focus(), []);
  return (
    <article aria-labelledby="bench-title">
      <Actions row={row} others={others} send={send} />
      <h2 id="bench-title" ref={heading} tabIndex={-1}>
        {visibleText(row.suite)} with {modelName(row.model)}
      </h2>
      <p>
        <BenchStatus row={row} />
      </p>
      <Headline row={row} />
      <Facts page={page} />
      <Section title="By difficulty">
        <FiguresTable name="Difficulty" groups={byDifficulty} />
      </Section>
      {byCategory.length > 1 && (
        <Section title="By category">
          <FiguresTable name="Category" groups={byCategory} />
        </Section>
      )}
      {byModel.length > 0 && (
        <Section title="By model">
          <GroupTable name="Model" title="Calls by model" groups={byModel} />
        </Section>
      )}
      <Section title="Problems">
        <SampleTable samples={samples} show={show} send={send} />
      </Section>
    </article>
  );
}

function Actions({
  row,
  others,
  send,
}: Pick<BenchPageProps, 'others' | 'send'> & { readonly row: BenchRow }) {
  const { runId, sha256, status } = row;
  const comparable = others.filter(other => other.runId !== runId && other.sha256 === sha256);
  return (
    <div className="actions bench-tools">
      <vscode-button secondary onClick={() => send({ type: 'bench.open', runId: null })}>
        Back to the List
      </vscode-button>
      {status === 'unfinished' && (
        <vscode-button onClick={() => send({ type: 'bench.resume', runId })}>Go On</vscode-button>
      )}
      <vscode-button secondary onClick={() => send({ type: 'bench.export', runId })}>
        Export…
      </vscode-button>
      {comparable.length > 0 && (
        <label>
          <span>Compare with</span>{' '}
          <select
            value=""
            onChange={({ target }) => send({ type: 'bench.compare', otherId: target.value || null })}
          >
            <option value="">another run…</option>
            {comparable.map(other => (
              <option key={other.runId} value={other.runId}>
                {formatMoment(other.startedAt)}, {modelName(other.model)}
              </option>
            ))}
          </select>
        </label>
      )}
    </div>
  );
}

/** The figures that a run is made for. */
function Headline({ row }: { readonly row: BenchRow }) {
  const { withoutRepair, withRepair, lift, costUsd, seconds, averageRepairs } = row;
  const figures = [
    ['Pass@1 without repair', formatPercent(withoutRepair.value), formatInterval(withoutRepair)],
    ['Pass@1 with repair', formatPercent(withRepair.value), formatInterval(withRepair)],
    ['Lift', formatLift(lift), `${averageRepairs.toFixed(2)} repairs a problem`],
    ['Cost', formatCost(costUsd), formatDuration(seconds * 1000)],
  ] as const;
  return (
    <dl className="figures bench-figures">
      {figures.map(([name, value, note]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>
            <strong>{value}</strong> <span className="quiet">{note}</span>
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Facts({ page: { row, passAtK, prompts, version } }: Pick<BenchPageProps, 'page'>) {
  const facts = [
    ['Started', formatMoment(row.startedAt)],
    ['Pass@k', passAtK.map(({ k, value }) => `k=${k} ${formatPercent(value)}`).join(', ') || '–'],
    ['Tokens', formatCount(row.tokens)],
    ['Workflow', `${row.workflow}, at most ${row.maxRepairs} repairs`],
    ['Prompts', prompts.join(', ')],
    ['Sandbox', row.sandbox],
    ['CodeForge', version],
    ['Commit', row.commit ?? 'none'],
    ['Run', row.runId],
  ] as const;
  return (
    <dl className="facts-list">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{visibleText(value)}</dd>
        </div>
      ))}
    </dl>
  );
}
