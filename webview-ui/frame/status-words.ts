import type { PhaseStatus } from '../../src/protocol/phase-status.ts';

/** How something stands that a run does, or has not come to. */
export type Mark = PhaseStatus | 'pending' | 'skipped';

/** The words for it, the same in every view. */
export const statusWords: Readonly<Record<Mark, string>> = {
  pending: 'not reached',
  active: 'working',
  waiting: 'waiting for you',
  done: 'done',
  passed: 'check passed',
  refuted: 'check failed',
  failed: 'failed',
  cancelled: 'cut off',
  skipped: 'skipped',
};

/** What the check said of a visit, in words; none where it said nothing. */
export function verdictWords(status: Mark): readonly string[] {
  return status === 'passed' || status === 'refuted' ? [statusWords[status]] : [];
}
