import { repairsDone } from './repair-policy.ts';
import type { RunContext } from './run-context.ts';

/** Every condition under which a run turns one way or another, by name. Pure. */
export const runGuards = {
  'needs-plan': context => context.complexity.tier !== 'simple',
  'has-plan': context => context.plan !== null,
  'is-hard': context => context.complexity.tier === 'hard',
  /** The evidence rule: the last check passed, on exactly the change set that is there now. */
  'is-green': context => {
    const last = context.attempts.at(-1);
    return last?.verdict.kind === 'passed' && last.changeSet === context.changeSet.hash;
  },
  'can-repair': context => repairsDone(context) < context.request.limits.maxRepairs,
  /** Two repairs failed, and the reviewer does not believe in a third. */
  'is-hopeless': context => repairsDone(context) >= 2 && (context.review?.confidence ?? 1) < minConfidence,
  'has-new-work': context => context.attempts.at(-1)?.changeSet !== context.changeSet.hash,
  /** A decision is taken that changes files. */
  'has-accepted': ({ decisions }) => decisions.pending !== null,
  /** Hunks are left to decide. */
  'is-open': ({ decisions }) => decisions.isOpen,
} as const satisfies Record<string, (context: RunContext) => boolean>;

export type RunGuardName = keyof typeof runGuards;

const minConfidence = 0.3;
