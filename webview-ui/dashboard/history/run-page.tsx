import { useEffect, useRef } from 'react';
import type { StoredRunSlice, TerminalAttempt } from '../../../src/protocol/dashboard/dashboard-slices.ts';
import { formatCost, formatDuration } from '../../frame/format-amounts.ts';
import type { Send } from '../dashboard-host.ts';
import { formatClock, formatMoment } from '../parts/format-moment.ts';
import { Section } from '../parts/section.tsx';
import { StatusChip } from '../parts/status-chip.tsx';
import { visibleText } from '../parts/visible-text.ts';
import { DiffText } from './diff-text.tsx';

interface RunPageProps {
  readonly run: StoredRunSlice;
  readonly send: Send;
}

/** Everything about one run: what was asked, each attempt, the change, and all that happened. */
export function RunPage({ run, send }: RunPageProps) {
  const { runId, task, status, canResume, canFetchArtifacts, failure, summary } = run;
  const heading = useRef<HTMLHeadingElement>(null);
  // Whoever came here by keyboard goes on reading here.
  useEffect(() => heading.current?.focus(), []);
  return (
    <article className="run-page" aria-labelledby="run-title">
      <div className="actions">
        <vscode-button secondary onClick={() => send({ type: 'history.open', runId: null })}>
          Back to the List
        </vscode-button>
        {canResume && (
          <vscode-button onClick={() => send({ type: 'run.resume', runId })}>Resume</vscode-button>
        )}
        <vscode-button secondary={canResume} onClick={() => send({ type: 'run.again', runId })}>
          Run Again
        </vscode-button>
        <vscode-button secondary onClick={() => send({ type: 'run.export', runId })}>
          Export…
        </vscode-button>
        {canFetchArtifacts && (
          <vscode-button secondary onClick={() => send({ type: 'artifacts.fetch', runId })}>
            Fetch Artifacts…
          </vscode-button>
        )}
        <vscode-button
          secondary
          onClick={() => {
            send({ type: 'run.show', runId });
            send({ type: 'tab.show', tab: 'flow' });
          }}
        >
          Show Flow
        </vscode-button>
      </div>
      <h2 id="run-title" ref={heading} tabIndex={-1} className="task-text">
        {visibleText(task)}
      </h2>
      <p>
        <StatusChip status={status} />
      </p>
      <Facts run={run} />
      {failure !== null && <p className="failure">{visibleText(failure)}</p>}
      {summary !== null && <p>{visibleText(summary)}</p>}
      <Attempts run={run} send={send} />
      <Changes run={run} send={send} />
      <Trace run={run} />
    </article>
  );
}

function Facts({ run }: { readonly run: StoredRunSlice }) {
  const facts = [
    ['Started', formatMoment(run.createdAt)],
    ['Time', formatDuration(run.durationMs)],
    ['Cost', formatCost(run.costUsd)],
    ['Repairs', run.repairs],
    ['Workflow', run.workflow],
    ['Models', run.models.join(', ') || 'none'],
    ['Folder', run.workspaceRoot],
    ['Run', run.runId],
  ] as const;
  return (
    <dl className="facts-list">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{visibleText(String(value))}</dd>
        </div>
      ))}
    </dl>
  );
}

function Attempts({ run: { runId, attemptList }, send }: RunPageProps) {
  if (attemptList.length === 0) return null;
  const show = ({ number }: TerminalAttempt) => {
    send({ type: 'run.show', runId });
    send({ type: 'attempt.show', attempt: number });
  };
  return (
    <Section title="Attempts">
      <ol className="rows">
        {attemptList.map(attempt => (
          <li key={attempt.number} className="row">
            <span className={`chip-${attempt.verdict === 'passed' ? 'completed' : 'failed'}`}>
              #{attempt.number} {attempt.verdict}
            </span>
            <span className="name">{visibleText(attempt.headline || attempt.command)}</span>
            <span className="facts">
              exit {attempt.exitCode ?? 'killed'} · {formatDuration(attempt.durationMs ?? 0)}
            </span>
            <button type="button" className="link" onClick={() => show(attempt)}>
              Output<span className="visually-hidden"> of attempt {attempt.number}</span>
            </button>
          </li>
        ))}
      </ol>
    </Section>
  );
}

function Changes({ run: { runId, changes, diff }, send }: RunPageProps) {
  if (changes.length === 0) return null;
  return (
    <Section title={`Change in ${changes.length === 1 ? '1 file' : `${changes.length} files`}`}>
      <ul className="rows">
        {changes.map(({ path, kind, added, removed }) => (
          <li key={path}>
            <button type="button" className="row" onClick={() => send({ type: 'change.open', runId, path })}>
              <span className="name">{visibleText(path)}</span>
              <span className="quiet">{kind}</span>
              <span className="added">+{added}</span>
              <span className="removed">−{removed}</span>
            </button>
          </li>
        ))}
      </ul>
      <DiffText diff={diff} />
    </Section>
  );
}

function Trace({ run: { trace, traceSkipped } }: { readonly run: StoredRunSlice }) {
  return (
    <Section title="Trace">
      {traceSkipped > 0 && <p className="quiet">{traceSkipped} earlier lines are in the exported file.</p>}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable without a mouse */}
      <ol className="trace" tabIndex={0}>
        {trace.map(({ at, level, text }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: what happened does not change any more
          <li key={index} className={`trace-${level}`}>
            <time dateTime={new Date(at).toISOString()}>{formatClock(at)}</time> {visibleText(text)}
          </li>
        ))}
      </ol>
    </Section>
  );
}
