import type { RunView } from '../../engine/run/run-view.ts';
import type { RunStatus } from '../../protocol/chat/run-slice.ts';

/** Where a run stands, in the few words that buttons and colours depend on. */
export function runStatus(view: RunView): RunStatus {
  if (view.outcome !== null) return view.outcome;
  if (view.awaiting === 'plan') return 'approving';
  if (view.awaiting === 'decision') return 'deciding';
  return view.state === 'cancelling' ? 'cancelling' : 'working';
}

export function isUnderWay(status: RunStatus): boolean {
  return status === 'working' || status === 'cancelling';
}
