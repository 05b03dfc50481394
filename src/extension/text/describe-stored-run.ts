import type { RunSummary } from '../../engine/ports/run-store.ts';

/** What a stored run waits for, in words for people. */
export function describeWaiting({ outcome, state }: Pick<RunSummary, 'outcome' | 'state'>): string {
  if (outcome === 'paused') return 'paused';
  if (state === 'approve') return 'waits for you to approve the plan';
  return state === 'decide' ? 'waits for your decision' : `was interrupted in ${state}`;
}

/** `3 hours ago`. Both in milliseconds since the epoch. */
export function describeAge(at: number, now: number): string {
  const seconds = Math.max(0, Math.round((now - at) / 1000));
  const [unit, length] = units.find(([, size]) => seconds >= size) ?? ['second', 1];
  const count = Math.floor(seconds / length);
  return count === 0 ? 'just now' : `${count} ${unit}${count === 1 ? '' : 's'} ago`;
}

const units = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
] as const;
