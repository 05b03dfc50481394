import type { RunSummary } from '../../engine/ports/run-store.ts';
import type { ShownRun } from '../../protocol/dashboard/dashboard-slices.ts';

/** How a stored run stands. One that nobody drives and that waits for nobody was interrupted. */
export function shownStatus(
  { outcome, state }: Pick<RunSummary, 'outcome' | 'state'>,
  isDriven: boolean,
): ShownRun['status'] {
  if (outcome !== null) return outcome;
  if (state === 'approve') return 'approving';
  if (state === 'decide') return 'deciding';
  if (!isDriven) return 'interrupted';
  return state === 'cancelling' ? 'cancelling' : 'working';
}
