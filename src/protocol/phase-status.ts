/**
 * How a visit of a phase stands. `waiting`: for a person, which is no work. A phase that ran the check says what came
 * of that in place of `done`: `passed`, or `refuted` where the phase did its work and the check failed.
 */
export type PhaseStatus = (typeof phaseStatuses)[number];

export const phaseStatuses = [
  'active',
  'waiting',
  'done',
  'passed',
  'refuted',
  'failed',
  'cancelled',
] as const;

/** Of a visit that was done, with what its last attempt at the check came to; null where there was none. */
export function doneStatus(verdict: 'passed' | 'failed' | null): 'done' | 'passed' | 'refuted' {
  if (verdict === null) return 'done';
  return verdict === 'passed' ? 'passed' : 'refuted';
}
