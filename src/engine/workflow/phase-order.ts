import type { PhaseProblem } from './phase-problem.ts';
import { type Phase, type PhaseKindName, phaseKinds } from './workflow.ts';

/**
 * What is wrong with the order of phases, if anything. These rules keep the promises that no workflow
 * may trade away: nothing is applied undecided, nothing is decided that did not run green.
 */
export function findOrderProblem(phases: readonly Phase[]): PhaseProblem | undefined {
  const seen = new Set<string>();
  for (const [index, phase] of phases.entries()) {
    if (seen.has(phase.id))
      return { index, message: `the id '${phase.id}' is there twice; give one of them another id.` };
    if (reservedIds.has(phase.id))
      return { index, message: `the id '${phase.id}' is taken; choose another.` };
    seen.add(phase.id);
    const message = misplaced(phase, phases.slice(0, index));
    if (message !== undefined) return { index, message };
  }
  const last = phases.length - 1;
  if (!phases.some(phase => phase.kind === 'execute')) {
    return {
      index: last,
      message: `a workflow needs an 'execute' phase: only a check ends a run well. Kinds: ${phaseKinds.join(', ')}.`,
    };
  }
  const unchecked = phases.findLastIndex(phase => phase.kind === 'code');
  if (unchecked < phases.findLastIndex(phase => phase.kind === 'execute')) return undefined;
  return { index: unchecked, message: `what 'code' does here is never checked; put an 'execute' after it.` };
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

function misplaced(phase: Phase, before: readonly Phase[]): string | undefined {
  const previous = before.at(-1)?.kind;
  const isIn = (...kinds: readonly PhaseKindName[]) => previous !== undefined && kinds.includes(previous);
  const isDecided = before.some(({ kind }) => kind === 'decide');
  switch (phase.kind) {
    case 'approve':
      return isIn('plan')
        ? undefined
        : `'approve' belongs directly after 'plan': there is nothing else to approve.`;
    case 'reproduce':
      return before.length === 0
        ? undefined
        : `'reproduce' belongs at the beginning: it looks at what is there before anything is changed.`;
    case 'plan':
    case 'code':
      return isDecided ? `'${phase.kind}' cannot come after 'decide'.` : undefined;
    case 'execute':
      if (isDecided) return `'execute' cannot come after 'decide'.`;
      return before.some(isSureCode)
        ? undefined
        : `'execute' needs a 'code' phase before it that is required and has no condition.`;
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

/** Without one there might be nothing new to check, and an untouched workspace can be green. */
const isSureCode = ({ kind, when, required }: Phase) => kind === 'code' && when === 'always' && required;
