import type { PriceOverrides } from '../cost/price-table.ts';
import { ForgeError } from '../forge-error.ts';
import type { ModelId } from '../ports/model.ts';
import type { RunRequest } from '../run/run-request.ts';
import { type AgentRole, tierNames } from '../workflow/workflow.ts';
import type { Complexity } from './classify-complexity.ts';
import { dearestRung, referenceCost } from './dearest-rung.ts';
import { type Rung, rungFor, type Tier } from './model-tiers.ts';

export interface RouteQuestion {
  readonly agent: AgentRole;
  readonly complexity: Complexity;
  readonly request: Pick<RunRequest, 'model' | 'tiers' | 'routing'>;
  /** What the workflow says of the phase: a tier, a model or nothing. */
  readonly phaseModel: string | null;
  /** What the prompt asks for; `task`: the tier of the task. */
  readonly promptTier: Tier | 'task';
  /** Steps up the tiers. */
  readonly escalation: number;
}

/** Which model an agent asks, and everything that led there. Plain data: it is stored as an event. */
export interface RoutingDecision {
  readonly agent: AgentRole;
  readonly model: ModelId;
  readonly reason: RoutingReason;
  /** Null for a model that was named outright. */
  readonly tier: Tier | null;
  /** The other models of the tier, in their order. */
  readonly others: readonly ModelId[];
  readonly complexity: Complexity;
  /** The preferred model of the most expensive tier. */
  readonly topModel: ModelId;
  /** Dollars for `referenceUsage` on the chosen model and on the top one; null when a price is not known. */
  readonly referenceUsd: number | null;
  readonly topReferenceUsd: number | null;
}

/** What decided. `only-model`: there was nothing to choose from. */
export type RoutingReason =
  | 'run-model'
  | 'agent-setting'
  | 'workflow'
  | 'prompt-tier'
  | 'task-tier'
  | 'escalation'
  | 'only-model';

/**
 * The model that the user named for the run, else the one for this agent, else what the workflow says, else the
 * tier that the prompt or the task asks for. Throws ForgeError `config.missing-key` when there is no model.
 */
export function routeCall(question: RouteQuestion, prices: PriceOverrides): RoutingDecision {
  const { agent, complexity, request } = question;
  const { model, reason, tier, others } = choose(question);
  const topModel = dearestRung(request.tiers, prices)?.model ?? model;
  return {
    ...{ agent, model, reason, tier, others, complexity, topModel },
    referenceUsd: referenceCost(model, prices),
    topReferenceUsd: referenceCost(topModel, prices),
  };
}

type Choice = Pick<RoutingDecision, 'model' | 'reason' | 'tier' | 'others'>;

function choose(question: RouteQuestion): Choice {
  const { agent, request, phaseModel, complexity, promptTier } = question;
  if (request.model !== null) return named(request.model, 'run-model');
  const wish = request.routing.agents[agent];
  if (wish !== undefined)
    return isTier(wish) ? onTier(question, wish, 'agent-setting') : named(wish, 'agent-setting');
  if (phaseModel !== null && isModelId(phaseModel)) return named(phaseModel, 'workflow');
  if (isTier(phaseModel)) return onTier(question, phaseModel, 'workflow');
  if (promptTier !== 'task') return onTier(question, promptTier, 'prompt-tier');
  return onTier(question, complexity.tier, 'task-tier');
}

function named(model: ModelId, reason: RoutingReason): Choice {
  return { model, reason, tier: null, others: [] };
}

function onTier({ request, escalation }: RouteQuestion, tier: Tier, reason: RoutingReason): Choice {
  const rung = rungFor(request.tiers, tier, escalation);
  if (rung === undefined) throw noModel();
  return { ...rung, reason: reasonFor(rung, { request, tier, reason }) };
}

function reasonFor(
  rung: Rung,
  { request, tier, reason }: { request: RouteQuestion['request']; tier: Tier; reason: RoutingReason },
): RoutingReason {
  if (new Set(Object.values(request.tiers).flat()).size === 1) return 'only-model';
  return rung.tier === tier || rung.tier === rungFor(request.tiers, tier, 0)?.tier ? reason : 'escalation';
}

/** There is nothing to ask: told before a run starts, and by any phase that would need a model. */
export function noModel(): ForgeError {
  return new ForgeError(
    'config.missing-key',
    'There is no model to ask. Set OPENAI_API_KEY, ANTHROPIC_API_KEY or GEMINI_API_KEY, start Ollama, or name a model with --model.',
  );
}

const isModelId = (text: string): text is ModelId => text.includes('/');
const isTier = (text: string | null): text is Tier => tierNames.some(tier => tier === text);
