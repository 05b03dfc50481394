import type { RoutingDecision } from './route-call.ts';

/** Why the agent asks this model, in a few words. */
export function describeReason({ reason, agent, tier, complexity }: Omit<RoutingDecision, 'model'>): string {
  const judged = `the task is ${complexity.tier} (${complexity.score.toFixed(2)})`;
  switch (reason) {
    case 'run-model':
      return 'named for this run';
    case 'agent-setting':
      return `set for the ${agent}`;
    case 'workflow':
      return 'the workflow says so';
    case 'prompt-tier':
      return `its prompt wants the ${tier} tier`;
    case 'task-tier':
      return judged;
    case 'escalation':
      return `${judged}, and repairs have failed: one tier up`;
    case 'only-model':
      return 'the only model there is';
    default:
      return reason satisfies never;
  }
}
