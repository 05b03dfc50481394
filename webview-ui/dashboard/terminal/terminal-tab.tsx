import { lazy, Suspense } from 'react';
import type {
  OutputStream,
  TerminalAttempt,
  TerminalSlice,
} from '../../../src/protocol/dashboard/dashboard-slices.ts';
import { formatCount, formatDuration } from '../../frame/format-amounts.ts';
import { useSlice } from '../../frame/use-slice.ts';
import type { TabProps } from '../dashboard-host.ts';
import { EmptyTab, Loading } from '../parts/empty-tab.tsx';
import { Icon } from '../parts/icon.tsx';
import { NoRun } from '../parts/no-run.tsx';
import { RadioGroup } from '../parts/radio-group.tsx';
import { RunPicker } from '../parts/run-picker.tsx';
import { TabBar } from '../parts/tab-bar.tsx';
import { visibleText } from '../parts/visible-text.ts';

const OutputScreen = lazy(() =>
  import('./output-screen.tsx').then(({ OutputScreen: found }) => ({ default: found })),
);

/** What the check printed in the sandbox: a tab an attempt, its two streams apart. */
export function TerminalTab({ host }: TabProps) {
  const run = useSlice(host, 'run');
  const terminal = useSlice(host, 'terminal');
  if (run === undefined) return <Loading what="the run" />;
  if (run === null)
    return (
      <NoRun
        icon="terminal"
        what="What the check prints in the sandbox is shown here, attempt by attempt, while it runs."
        send={host.send}
      />
    );
  if (terminal === undefined) return <Loading what="the output" />;
  return (
    <>
      <RunPicker run={run} send={host.send} />
      {terminal.shown === null ? (
        <EmptyTab icon="terminal" title="The check has not run yet">
          <p>As soon as the sandbox runs it, its output is shown here.</p>
        </EmptyTab>
      ) : (
        <Attempts host={host} terminal={terminal} shown={terminal.shown} />
      )}
    </>
  );
}

interface AttemptsProps extends TabProps {
  readonly terminal: TerminalSlice;
  readonly shown: NonNullable<TerminalSlice['shown']>;
}

function Attempts({ host, terminal, shown }: AttemptsProps) {
  const attempt = terminal.attempts.find(({ number }) => number === shown.attempt);
  if (attempt === undefined) return null;
  return (
    <>
      <TabBar
        name="Attempts"
        tabs={terminal.attempts.map(({ number, verdict }) => ({
          id: `attempt-${number}`,
          title: `Attempt ${number}`,
          icon: verdictIcons[verdict],
        }))}
        chosen={`attempt-${shown.attempt}`}
        panelId="attempt-panel"
        onChoose={id => host.send({ type: 'attempt.show', attempt: Number(id.replace('attempt-', '')) })}
      />
      <section
        id="attempt-panel"
        role="tabpanel"
        aria-labelledby={`tab-attempt-${shown.attempt}`}
        className="attempt-panel"
      >
        <AttemptFacts attempt={attempt} />
        <RadioGroup
          legend="Stream"
          name="stream"
          value={shown.stream}
          choices={(['stdout', 'stderr'] as const).map(value => ({
            value,
            title: (
              <>
                {streamTitles[value]} <span className="quiet">{formatCount(attempt[value])} characters</span>
              </>
            ),
          }))}
          onChoose={stream => host.send({ type: 'stream.show', stream })}
        />
        <Suspense fallback={<Loading what="the terminal" />}>
          <OutputScreen host={host} />
        </Suspense>
      </section>
    </>
  );
}

function AttemptFacts({ attempt }: { readonly attempt: TerminalAttempt }) {
  const { number, verdict, command, backend, headline, exitCode, durationMs, peakMemoryMb } = attempt;
  const facts = [
    ['Exit code', verdict === 'running' ? '…' : (exitCode ?? 'killed')],
    ['Time', durationMs === null ? '…' : formatDuration(durationMs)],
    ['Memory', peakMemoryMb === null ? 'not known' : `${Math.round(peakMemoryMb)} MB`],
    ['Sandbox', backend],
  ] as const;
  return (
    <>
      <p className={`attempt-head chip-${verdictChips[verdict]}`} role="status">
        <Icon name={verdictIcons[verdict]} /> Attempt {number}{' '}
        {verdict === 'running' ? 'is running' : verdict}
        {headline !== '' && <>: {visibleText(headline)}</>}
      </p>
      <code className="check-command">{visibleText(command)}</code>
      <dl className="figures">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}

const verdictIcons = { running: 'sync', passed: 'pass', failed: 'error' } as const;
const verdictChips = { running: 'working', passed: 'completed', failed: 'failed' } as const;
const streamTitles: Readonly<Record<OutputStream, string>> = { stdout: 'Output', stderr: 'Errors' };
