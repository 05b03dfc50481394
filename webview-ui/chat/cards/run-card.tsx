import type { RunSlice } from '../../../src/protocol/chat/run-slice.ts';
import { FailureBox } from '../../frame/failure-box.tsx';
import { TextBlocks } from '../../frame/text-blocks.tsx';
import type { ChatHost } from '../chat-host.ts';
import { Changes } from './changes.tsx';
import { Findings } from './findings.tsx';
import { RunActions } from './run-actions.tsx';
import { RunFacts } from './run-facts.tsx';

export interface RunPart extends Pick<ChatHost, 'send'> {
  readonly run: RunSlice;
}

/** How a run stands, and what can be done about it: the verdict, what it took, and the change. */
export function RunCard({ run, send }: RunPart) {
  return (
    <article className={`card verdict verdict-${run.status}`} aria-label="Verdict">
      <h3 className={`status status-${run.status}`}>{titleOf(run)}</h3>
      {run.summary !== null && run.failure === null && <TextBlocks text={run.summary} />}
      {run.failure !== null && (
        <FailureBox failure={run.failure} onAct={action => send({ type: 'failure.act', action })} />
      )}
      <Changes run={run} send={send} />
      <Findings run={run} send={send} />
      <RunActions run={run} send={send} />
      <RunFacts run={run} />
    </article>
  );
}

function titleOf({ status, changes, accepted }: RunSlice): string {
  const count = accepted?.length ?? 0;
  switch (status) {
    case 'deciding':
      return 'The check passed. Accept the change?';
    case 'completed':
      if (changes.length === 0) return 'Completed: the check passes without a change';
      return count === 0
        ? 'Completed: no file was touched'
        : `Completed: ${count === 1 ? '1 file' : `${count} files`} written`;
    case 'failed':
      return 'Failed';
    case 'cancelled':
      return 'Cancelled';
    case 'paused':
      return 'Paused';
    case 'interrupted':
      return 'Interrupted';
    case 'working':
    case 'approving':
    case 'cancelling':
      return 'Under way';
    default:
      return status satisfies never;
  }
}
