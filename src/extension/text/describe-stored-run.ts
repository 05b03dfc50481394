import type { ResumableRun } from '../../host/open-resumable.ts';

/** How a stored run stands that has not ended, in words for people. */
export function describeWaiting({ awaiting, state }: Pick<ResumableRun, 'awaiting' | 'state'>): string {
  switch (awaiting) {
    case 'resume':
      return 'paused';
    case 'plan':
      return 'waits for you to approve the plan';
    case 'decision':
      return 'waits for your decision';
    case 'work':
      return 'is worked at in another window or terminal';
    case null:
      return state === '' ? 'was interrupted at its start' : `was interrupted in ${state}`;
    default:
      return awaiting satisfies never;
  }
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
