import type { ForgeErrorCode } from '../engine/forge-error.ts';
import type { RunView } from '../engine/run/run-view.ts';

/** What the process says about how it went. */
export const exitCodes = { done: 0, failed: 1, usage: 2, cancelled: 130 } as const;

/** For an error that ended a command without a run to show for it. */
export function exitCodeOf(code: ForgeErrorCode): number {
  return code === 'run.busy' || code === 'snapshot.incompatible' ? exitCodes.failed : exitCodes.usage;
}

/** For a run that ended, or that waits for somebody. Waiting for a person's word is no failure. */
export function exitCodeOfRun({ outcome, awaiting, failure }: RunView): number {
  if (outcome === 'completed') return exitCodes.done;
  if (outcome === 'cancelled') return exitCodes.cancelled;
  return (awaiting === 'decision' || awaiting === 'plan') && failure === null
    ? exitCodes.done
    : exitCodes.failed;
}
