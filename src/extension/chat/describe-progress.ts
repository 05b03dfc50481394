import type { RunView } from '../../engine/run/run-view.ts';
import type { RunSlice } from '../../protocol/chat/run-slice.ts';
import { phaseTitle } from '../text/describe-run.ts';

/** What a screen reader says when the run has moved; it says nothing while this stays the same. */
export function describeProgress(view: RunView, status: RunSlice['status']): string {
  const title = titleOf(view, status);
  const last = view.attempts.at(-1);
  if (view.failure !== null) return `${title}. ${view.failure.message.split('\n')[0]}`;
  if (last === undefined || status !== 'working') return title;
  return `${title}. Attempt ${last.number} ${last.verdict.kind}.`;
}

function titleOf({ state }: RunView, status: RunSlice['status']): string {
  switch (status) {
    case 'working':
      return phaseTitle(state);
    case 'approving':
      return 'The plan is ready. Approve it?';
    case 'deciding':
      return 'The check passed. Accept the change?';
    case 'paused':
      return 'Paused';
    case 'cancelling':
      return 'Cancelling';
    case 'completed':
      return 'Completed';
    case 'failed':
      return 'Failed';
    case 'cancelled':
      return 'Cancelled';
    case 'interrupted':
      return 'Interrupted';
    default:
      return status satisfies never;
  }
}
