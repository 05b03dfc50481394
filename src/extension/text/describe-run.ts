import type { ChangeSummary } from '../../engine/change/summarize-changes.ts';
import type { RunView } from '../../engine/run/run-view.ts';
import { runStatus } from '../run/run-status.ts';

/** What a phase does, for people; a phase of somebody's own workflow keeps its name. */
export function phaseTitle(phase: string): string {
  return phaseTitles[phase] ?? phase;
}

const phaseTitles: Readonly<Record<string, string>> = {
  prepare: 'Preparing',
  reproduce: 'Reproducing the failure',
  plan: 'Planning',
  approve: 'Waiting for you to approve the plan',
  code: 'Writing the change',
  execute: 'Running the check',
  review: 'Finding the cause',
  repair: 'Repairing',
  decide: 'Waiting for your decision',
  apply: 'Writing the files',
};

/** One short line on where the run stands, as the status bar shows it. */
export function describeState(view: RunView): string {
  switch (runStatus(view)) {
    case 'working':
      return phaseTitle(view.state);
    case 'cancelling':
      return 'Cancelling';
    case 'approving':
      return 'Approve the plan';
    case 'deciding':
      return 'Review the change';
    case 'paused':
      return 'Paused';
    case 'completed':
      return (view.accepted ?? []).length > 0 ? 'Applied' : 'Done';
    case 'failed':
      return 'Failed';
    case 'cancelled':
      return 'Cancelled';
  }
}

/** `3 files, +12 −4` */
export function describeChanges(changes: readonly ChangeSummary[]): string {
  const files = changes.length === 1 ? '1 file' : `${changes.length} files`;
  const added = changes.reduce((sum, change) => sum + change.added, 0);
  const removed = changes.reduce((sum, change) => sum + change.removed, 0);
  return `${files}, +${added} −${removed}`;
}

/** Dollars for people; what is not known is said, not shown as nothing. */
export function describeCost(costUsd: number | null): string {
  if (costUsd === null) return 'cost unknown';
  return costUsd > 0 && costUsd < 0.01 ? '< $0.01' : `$${costUsd.toFixed(2)}`;
}

/** The first line of a task, cut to a length. */
export function shortTask(task: string, maxLength = 60): string {
  const [line = ''] = task.trim().split('\n');
  return line.length <= maxLength ? line : `${line.slice(0, maxLength - 1).trimEnd()}…`;
}
