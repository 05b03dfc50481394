import type { RunSlice } from '../../../src/protocol/chat/run-slice.ts';
import { FailureBox } from '../../frame/failure-box.tsx';
import type { ChatHost } from '../chat-host.ts';
import { statusSentence, statusTitle } from '../describe-slice.ts';
import { Attempts } from './attempts.tsx';
import { Changes } from './changes.tsx';
import { Findings } from './findings.tsx';
import { Phases } from './phases.tsx';
import { RunActions } from './run-actions.tsx';
import { RunFacts } from './run-facts.tsx';
import { Waiting } from './waiting.tsx';

export interface RunPart extends Pick<ChatHost, 'send'> {
  readonly run: RunSlice;
}

/** One run: what was asked, where it stands, what can be done, and how it went. */
export function RunCard({ run, send }: RunPart) {
  const isWorking = run.status === 'working' || run.status === 'cancelling';
  return (
    <article aria-label="Run">
      <header className="run-head">
        <p className="task">{run.task}</p>
        <p className={`status status-${run.status}`}>{statusTitle(run)}</p>
      </header>
      <p className="visually-hidden" role="status" aria-live="polite">
        {statusSentence(run)}
      </p>
      {isWorking && <vscode-progress-bar aria-label="The run is under way" />}
      {isWorking && <p className="activity">{run.activity}</p>}
      {isWorking && run.wait !== null && <Waiting wait={run.wait} />}
      <RunActions run={run} send={send} />
      {run.failure !== null && (
        <FailureBox failure={run.failure} onAct={action => send({ type: 'failure.act', action })} />
      )}
      <RunFacts run={run} />
      <Changes run={run} send={send} />
      <Findings run={run} send={send} />
      <Attempts run={run} />
      <Phases run={run} />
    </article>
  );
}
