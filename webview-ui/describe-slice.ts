import type { ChangeSummary, RunSlice, RunStatus } from '../src/protocol/run-slice.ts';

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
  if (last === undefined || run.status !== 'working') return title;
  return `${title}. Attempt ${last.number} ${last.verdict}.`;
}

export function phaseTitle(id: string): string {
  return phaseTitles[id] ?? id;
}

const phaseTitles: Readonly<Record<string, string>> = {
  prepare: 'Prepare',
  plan: 'Plan',
  code: 'Write',
  execute: 'Check',
  review: 'Review',
  repair: 'Repair',
  decide: 'Decide',
  apply: 'Apply',
};

/** `0.4 s`, `12 s`, `3 m 05 s` */
export function formatDuration(durationMs: number): string {
  const seconds = durationMs / 1000;
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  return `${Math.floor(whole / 60)} m ${String(whole % 60).padStart(2, '0')} s`;
}

/** `940`, `12.3k`, `1.2M` */
export function formatCount(count: number): string {
  if (count < 1_000) return String(count);
  if (count < 1_000_000) return `${(count / 1_000).toFixed(1)}k`;
  return `${(count / 1_000_000).toFixed(1)}M`;
}

/** Null is a cost that nobody knows, which is not no cost. */
export function formatCost(costUsd: number | null): string {
  if (costUsd === null) return '$?';
  if (costUsd === 0) return '$0';
  return costUsd < 0.01 ? '<$0.01' : `$${costUsd.toFixed(2)}`;
}

export const changeLetters: Readonly<Record<ChangeSummary['kind'], string>> = {
  created: 'A',
  edited: 'M',
  deleted: 'D',
  moved: 'R',
};
