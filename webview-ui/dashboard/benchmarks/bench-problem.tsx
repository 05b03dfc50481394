import { useEffect, useRef } from 'react';
import type { BenchProblemSlice } from '../../../src/protocol/dashboard/benchmarks-slice.ts';
import { CodeBox } from '../../frame/code-box.tsx';
import { formatCost, formatDuration } from '../../frame/format-amounts.ts';
import type { Send } from '../dashboard-host.ts';
import { DiffText } from '../history/diff-text.tsx';
import { Section } from '../parts/section.tsx';
import { visibleText } from '../parts/visible-text.ts';
import { PassMark } from './pass-mark.tsx';

interface BenchProblemProps {
  readonly problem: BenchProblemSlice;
  readonly send: Send;
}

/** One problem: how it was judged, both programs, and what the agents did. */
export function BenchProblem({ problem, send }: BenchProblemProps) {
  const { name, difficulty, category, repairs, costUsd, seconds, firstCode, finalCode, run } = problem;
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const facts = [
    difficulty,
    category,
    `${repairs} ${repairs === 1 ? 'repair' : 'repairs'}`,
    formatCost(costUsd),
    formatDuration(seconds * 1000),
  ];
  return (
    <article aria-labelledby="problem-title">
      <div className="actions">
        <vscode-button secondary onClick={() => send({ type: 'bench.problem', problem: null })}>
          Back
        </vscode-button>
      </div>
      <h2 id="problem-title" ref={heading} tabIndex={-1}>
        {visibleText(name)}
      </h2>
      <p className="facts">{visibleText(facts.filter(Boolean).join(' · '))}</p>
      <Verdict title="Without repair" passed={problem.withoutRepair} reason={problem.firstReason} />
      <Verdict title="With repair" passed={problem.withRepair} reason={problem.reason} />
      {run !== null && (
        <Section title="Task">
          <CodeBox>{visibleText(run.task)}</CodeBox>
        </Section>
      )}
      <Section title={finalCode === '' ? 'Program' : 'Program of the first attempt'}>
        <Program code={firstCode} />
      </Section>
      {finalCode !== '' && (
        <Section title="Program after repair">
          <Program code={finalCode} />
        </Section>
      )}
      <Attempts problem={problem} />
      {run !== null && run.diff !== '' && (
        <Section title="Change">
          <DiffText diff={run.diff} />
        </Section>
      )}
    </article>
  );
}

interface VerdictProps {
  readonly title: string;
  readonly passed: boolean;
  readonly reason: string;
}

function Verdict({ title, passed, reason }: VerdictProps) {
  return (
    <p>
      {title}: <PassMark passed={passed} />
      {reason !== '' && <span className="quiet"> {visibleText(reason)}</span>}
    </p>
  );
}

function Program({ code }: { readonly code: string }) {
  return code === '' ? <p className="quiet">Nothing was written.</p> : <CodeBox>{visibleText(code)}</CodeBox>;
}

/** The visible check: what the agents saw, which is not what judged them. */
function Attempts({ problem: { run, outputs } }: Pick<BenchProblemProps, 'problem'>) {
  if (run === null || run.attemptList.length === 0) return null;
  return (
    <Section title="Attempts at the visible check">
      {run.attemptList.map(({ number, verdict, command, headline, exitCode }) => {
        const output = outputs.find(({ attempt }) => attempt === number)?.text ?? '';
        return (
          <details key={number} className="bench-attempt">
            <summary>
              <span className={`chip-${verdict === 'passed' ? 'completed' : 'failed'}`}>
                #{number} {verdict}
              </span>{' '}
              {visibleText(headline || command)} <span className="facts">exit {exitCode ?? 'killed'}</span>
            </summary>
            {output === '' ? (
              <p className="quiet">It printed nothing.</p>
            ) : (
              <CodeBox>{visibleText(output)}</CodeBox>
            )}
          </details>
        );
      })}
    </Section>
  );
}
