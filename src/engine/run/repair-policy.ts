import type { RunContext } from './run-context.ts';

/** How the next repair goes about it. */
export interface RepairStrategy {
  /** Fresh: a new conversation from a digest, so that a wrong idea is not carried on. */
  readonly conversation: 'continued' | 'fresh';
  /** Steps up the tiers from the task's own. */
  readonly escalation: number;
}

/** Repairs that have been tried: an attempt that follows a failed one follows a repair. */
export function repairsDone({ attempts }: RunContext): number {
  return attempts.slice(0, -1).filter(({ verdict }) => verdict.kind === 'failed').length;
}

/**
 * Two repairs go on in the same conversation; the third starts afresh on the next tier. The same failure
 * twice in a row means that the present way does not work, and changes it at once.
 */
export function repairStrategy(context: RunContext): RepairStrategy {
  const isThird = repairsDone(context) >= 2;
  if (isThird || failedAlikeTwice(context)) return { conversation: 'fresh', escalation: 1 };
  return { conversation: 'continued', escalation: 0 };
}

function failedAlikeTwice({ attempts }: RunContext): boolean {
  const [before, last] = attempts.slice(-2).map(({ verdict }) => verdict);
  return before?.kind === 'failed' && last?.kind === 'failed' && before.fingerprint === last.fingerprint;
}
