import type { RunView } from '../../engine/run/run-view.ts';
import type { Decide } from '../drive-run.ts';
import type { ApplyChoice } from '../options/run-options.ts';

/**
 * Answers for the user what `--apply` said; asks only when told to. Undefined: nobody said anything, so nothing is
 * written, and a review that somebody has begun, in a window perhaps, stays as it is.
 */
export function decideChanges(choice: ApplyChoice | undefined, ask: Decide): Decide {
  if (choice === 'ask') return ask;
  let hasAnswered = false;
  return async view => {
    if (choice === undefined && Object.keys(view.decisions.verdicts).length > 0) return undefined;
    // Refused because files had changed meanwhile: the same answer would be refused again.
    if (hasAnswered) return undefined;
    hasAnswered = true;
    return choice === 'all' ? pathsOf(view) : [];
  };
}

export function pathsOf({ changes }: RunView): readonly string[] {
  return changes.map(({ path }) => path);
}
