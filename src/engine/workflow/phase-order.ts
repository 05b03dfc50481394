import { type Phase, type PhaseKindName, phaseKinds } from './workflow.ts';

export interface OrderProblem {
  /** Of the phase in the list, from 0. */
  readonly index: number;
  readonly message: string;
}

/**
 * What is wrong with the order of phases, if anything. These rules keep the promises that no workflow
 * may trade away: nothing is applied undecided, nothing is decided that did not run green.
 */
export function findOrderProblem(phases: readonly Phase[]): OrderProblem | undefined {
  const seen = new Set<string>();
  for (const [index, phase] of phases.entries()) {
    if (seen.has(phase.id))
      return { index, message: `the id '${phase.id}' is there twice; give one of them another id.` };
    if (reservedIds.has(phase.id))
      return { index, message: `the id '${phase.id}' is taken; choose another.` };
    seen.add(phase.id);
    const message = misplaced(
      phase,
      phases.slice(0, index).map(earlier => earlier.kind),
    );
    if (message !== undefined) return { index, message };
  }
  const last = phases.length - 1;
  if (!phases.some(phase => phase.kind === 'execute')) {
    return {
      index: last,
      message: `a workflow needs an 'execute' phase: only a check ends a run well. Kinds: ${phaseKinds.join(', ')}.`,
    };
  }
  return undefined;
}

const reservedIds = new Set([
  'constructor',
  'prepare',
  'paused',
  'cancelling',
  'completed',
  'failed',
  'cancelled',
]);

function misplaced(phase: Phase, before: readonly PhaseKindName[]): string | undefined {
  const previous = before.at(-1);
  const isIn = (...kinds: readonly PhaseKindName[]) => previous !== undefined && kinds.includes(previous);
  switch (phase.kind) {
    case 'plan':
    case 'code':
      return before.includes('decide') ? `'${phase.kind}' cannot come after 'decide'.` : undefined;
    case 'execute':
      return before.includes('code') ? undefined : `'execute' needs a 'code' phase before it.`;
    case 'review':
      return isIn('execute') ? undefined : `'review' belongs directly after 'execute'.`;
    case 'repair':
      return isIn('execute', 'review') ? undefined : `'repair' belongs directly after 'execute' or 'review'.`;
    case 'decide':
      return isIn('execute', 'review', 'repair')
        ? undefined
        : `'decide' belongs after 'execute' and its repairs: only what ran green is shown.`;
    case 'apply':
      return isIn('decide')
        ? undefined
        : `'apply' belongs directly after 'decide': nothing is applied undecided.`;
    default:
      return phase.kind satisfies never;
  }
}
