import type { AgentPrompt } from '../agents/agent-prompt.ts';
import { ForgeError } from '../forge-error.ts';
import type { ModelId } from '../ports/model.ts';
import { modelFor, type Tier } from '../routing/model-tiers.ts';
import type { RunContext } from '../run/run-context.ts';
import { type Phase, tierNames } from '../workflow/workflow.ts';

export interface ModelChoice {
  readonly phase: Phase;
  readonly prompt: AgentPrompt;
  /** Steps up the tiers. */
  readonly escalation: number;
}

/** The user's own choice, else the workflow's, else the tier that the prompt or the task asks for. */
export function chooseModel(context: RunContext, { phase, prompt, escalation }: ModelChoice): ModelId {
  const { request, complexity } = context;
  if (request.model !== null) return request.model;
  const wanted = phase.model;
  if (wanted !== null && isModelId(wanted)) return wanted;
  const own = prompt.tier === 'task' ? complexity.tier : prompt.tier;
  const model = modelFor(request.tiers, isTier(wanted) ? wanted : own, escalation);
  if (model === undefined) throw noModel();
  return model;
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
