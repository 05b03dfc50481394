import { checkBudget } from '../cost/budget.ts';
import { costOf, priceOf } from '../cost/price-table.ts';
import { estimateTokens } from '../cost/estimate-tokens.ts';
import { spentOf } from '../cost/spent.ts';
import { worstCase } from '../cost/worst-case.ts';
import { ForgeError } from '../forge-error.ts';
import type { Model, ModelRequest, ModelResponse } from '../ports/model.ts';
import type { ModelCallOutcome } from '../ports/run-store.ts';
import { withRetries } from '../routing/resilient-model.ts';
import type { PhaseServices } from '../run/run-ports.ts';
import type { AgentCall } from './agent-call.ts';
import type { AgentState, JournalRecord } from './agent-journal.ts';
import { withToolFallback } from './text-protocol.ts';
import type { Toolbox } from './toolbox.ts';

/** The call's model, with one policy for retries and for models that cannot call tools. */
export function openAgentModel(call: AgentCall, services: PhaseServices): Model {
  const { emit, clock } = services;
  const { phase, model } = call;
  const retrying = withRetries(services.openModel(model), {
    clock,
    onRetry: ({ message, waitMs }) => emit({ type: 'model.call.retry', phase, model, message, waitMs }),
  });
  return withToolFallback(retrying);
}

export interface Question {
  readonly call: AgentCall;
  readonly state: AgentState;
  readonly model: Model;
  readonly toolbox: Toolbox;
}

/**
 * Asks once. The caps are checked against the worst case before anything is sent; what came of it is in
 * the ledger before this returns or throws.
 */
export async function askModel(
  question: Question,
  services: PhaseServices,
  signal: AbortSignal,
): Promise<Extract<JournalRecord, { kind: 'answer' }>> {
  const { call, state } = question;
  const { store, clock, emit } = services;
  const request = affordableRequest(question, services);
  const startedAt = clock.now();
  const callId = `${call.visit}/${state.steps + 1}@${startedAt}`;
  const named = { phase: call.phase, agent: call.prompt.role, model: call.model, callId } as const;
  const price = priceOf(call.model, services.prices);
  const worstCaseUsd = price === undefined ? null : worstCase(request, price);

  store.openCall({ ...named, runId: call.runId, startedAt, worstCaseUsd, outcome: null });
  emit({ type: 'model.call.start', ...named, worstCaseUsd });
  const heard = { characters: 0 };
  const settle = (response?: ModelResponse): ModelCallOutcome => {
    const outcome = outcomeOf({ request, response, heard: heard.characters, durationMs: clock.now() - startedAt }, call, services);
    store.settleCall(call.runId, callId, outcome);
    emit({ type: 'model.call.end', ...named, ...outcome });
    return outcome;
  };
  try {
    const response = await listen(question.model, request, { signal, heard, emit: delta => emit({ ...delta, phase: call.phase, agent: call.prompt.role }) });
    const outcome = settle(response);
    return { kind: 'answer', callId, outcome, response };
  } catch (error) {
    settle();
    throw error;
  }
}
