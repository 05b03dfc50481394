import type { ChangeSummary, RunSlice, RunStatus } from '../../src/protocol/chat/run-slice.ts';
import { phaseTitle } from '../frame/phase-title.ts';

export function statusTitle(run: RunSlice): string {
  const active = run.phases.find(({ status }) => status === 'active');
  if (run.status === 'working' && active !== undefined) return phaseTitle(active.id);
  return statusTitles[run.status];
}

const statusTitles: Readonly<Record<RunStatus, string>> = {
  working: 'Working',
  deciding: 'The check passed. Accept the change?',
  paused: 'Paused',
  cancelling: 'Cancelling',
  completed: 'Completed',
  failed: 'Failed',
  cancelled: 'Cancelled',
};

/** What a screen reader says when the run has moved; it says nothing while this stays the same. */
export function statusSentence(run: RunSlice): string {
  const title = statusTitle(run);
  const last = run.attempts.at(-1);
  if (run.failure !== null) return `${title}. ${run.failure.message}`;
  if (run.wait !== null && run.status === 'working') return `${title}. Waiting for ${run.wait.cause}.`;
  if (last === undefined || run.status !== 'working') return title;
  return `${title}. Attempt ${last.number} ${last.verdict}.`;
}

export const changeLetters: Readonly<Record<ChangeSummary['kind'], string>> = {
  created: 'A',
  edited: 'M',
  deleted: 'D',
  moved: 'R',
};
