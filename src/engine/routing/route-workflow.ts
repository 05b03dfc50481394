import type { AgentPrompt } from '../agents/agent-prompt.ts';
import type { PriceOverrides } from '../cost/price-table.ts';
import type { AgentRole, Workflow } from '../workflow/workflow.ts';
import type { Complexity } from './classify-complexity.ts';
import { type RouteQuestion, type RoutingDecision, routeCall } from './route-call.ts';

/** The way of one phase. `isAsked` is false for a phase that a task like this skips. */
export interface RoutedPhase extends RoutingDecision {
  readonly phase: string;
  readonly isAsked: boolean;
}

export interface RoutedTask {
  readonly complexity: Complexity;
  readonly request: RouteQuestion['request'];
  readonly prompts: Readonly<Record<AgentRole, AgentPrompt>>;
  readonly prices: PriceOverrides;
}

/** Which model each phase of a workflow would ask first. Throws ForgeError `config.missing-key` when there is none. */
export function routeWorkflow({ phases }: Workflow, task: RoutedTask): readonly RoutedPhase[] {
  const { complexity, request, prompts, prices } = task;
  const isSkipped = {
    always: false,
    'needs-plan': complexity.tier === 'simple',
    'is-hard': complexity.tier !== 'hard',
  };
  return phases.flatMap(({ id, agent, model, when }): readonly RoutedPhase[] => {
    if (agent === null) return [];
    const question = { agent, complexity, request, phaseModel: model, promptTier: prompts[agent].tier };
    return [{ phase: id, isAsked: !isSkipped[when], ...routeCall({ ...question, escalation: 0 }, prices) }];
  });
}
