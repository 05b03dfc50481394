import type { PhaseProblem } from './phase-problem.ts';
import { agentOfKind, type Phase } from './workflow.ts';

/** The first phase with an option that its kind cannot have, if there is one. */
export function findPhaseProblem(phases: readonly Phase[]): PhaseProblem | undefined {
  for (const [index, phase] of phases.entries()) {
    const message = wrongOption(phase);
    if (message !== undefined) return { index, message };
  }
  return undefined;
}

function wrongOption({ kind, agent, model, when, required }: Phase): string | undefined {
  const fitting = agentOfKind[kind];
  if (agent !== fitting) {
    return fitting === null ? `'${kind}' has no agent.` : `the agent of '${kind}' must be: ${fitting}.`;
  }
  if (fitting !== null) return undefined;
  if (model !== null) return `'${kind}' asks no model.`;
  // Left out once, a run could end well without evidence, or without what the person decided.
  if (when !== 'always') return `'${kind}' cannot have a condition: nothing may go round it.`;
  return required ? undefined : `'${kind}' is always required: nothing may go round it.`;
}
