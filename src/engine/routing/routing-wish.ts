import type { ModelId } from '../ports/model.ts';
import type { AgentRole } from '../workflow/workflow.ts';
import { type ComplexityThresholds, defaultThresholds } from './classify-complexity.ts';
import type { Tier } from './model-tiers.ts';

/** How a person wants models chosen from the tiers. Plain data: it is stored with the run. */
export interface RoutingWish {
  /** Who judges how complex a task is. A model that fails to is replaced by the heuristics. */
  readonly classifier: 'heuristics' | 'model';
  readonly thresholds: ComplexityThresholds;
  /** Agents with a model or a tier of their own. */
  readonly agents: Readonly<Partial<Record<AgentRole, ModelId | Tier>>>;
}

export const defaultRouting: RoutingWish = {
  classifier: 'heuristics',
  thresholds: defaultThresholds,
  agents: {},
};
