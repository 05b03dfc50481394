import type { RunView } from '../../engine/run/run-view.ts';

/** How a run ended, in a sentence; undefined for one that did not complete. */
export function describeOutcome({ outcome, accepted, changes, decisions }: RunView): string | undefined {
  if (outcome !== 'completed') return undefined;
  if (changes.length === 0) return 'The check passes without any change.';
  const count = (accepted ?? []).length;
  if (count === 0) return 'The change was rejected. No file was touched.';
  const files = count === 1 ? '1 file' : `${count} files`;
  const rejected = Object.values(decisions.verdicts).filter(verdict => verdict === 'rejected').length;
  if (rejected === 0) return `The change was written to ${files}.`;
  const hunks = rejected === 1 ? 'the hunk' : `the ${rejected} hunks`;
  return `The change was written to ${files}, without ${hunks} that you rejected.`;
}
