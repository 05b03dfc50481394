import { checkBudget } from '../cost/budget.ts';
import { priceOf } from '../cost/price-table.ts';
import { spentSoFar } from '../cost/spent-so-far.ts';
import { worstCase } from '../cost/worst-case.ts';
import { ForgeError } from '../forge-error.ts';
import type { Model, ModelRequest, ModelResponse } from '../ports/model.ts';
import { withRetries } from '../routing/resilient-model.ts';
import type { PhaseServices } from '../run/run-ports.ts';
import type { AgentCall } from './agent-call.ts';
import type { AgentState, JournalRecord } from './agent-journal.ts';
import { settleOutcome } from './settle-outcome.ts';
import { withToolFallback } from './text-protocol.ts';
import type { Toolbox } from './toolbox.ts';

export interface Question {
  readonly call: AgentCall;
  readonly state: AgentState;
  readonly model: Model;
  readonly toolbox: Toolbox;
}

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

/**
 * Asks once. The caps are checked against the worst case before anything is sent; what came of it is in
 * the ledger before this returns or throws.
 */
export async function askModel(
  { call, state, model, toolbox }: Question,
  services: PhaseServices,
  signal: AbortSignal,
): Promise<Extract<JournalRecord, { kind: 'answer' }>> {
  const { store, clock, emit } = services;
  const asked = { system: call.prompt.system, messages: state.messages, tools: toolbox.definitions };
  const request = affordable({ ...asked, maxOutputTokens: call.limits.maxOutputTokens }, call, services);
  const startedAt = clock.now();
  const callId = `${call.visit}/${state.steps + 1}@${startedAt}`;
  const named = { phase: call.phase, agent: call.prompt.role, model: call.model, callId } as const;
  const price = priceOf(call.model, services.prices);
  const worstCaseUsd = price === undefined ? null : worstCase(request, price);
  const settle = (heard: Heard) => {
    const outcome = settleOutcome({
      request,
      price,
      model: call.model,
      durationMs: clock.now() - startedAt,
      ...heard,
    });
    store.settleCall(call.runId, callId, outcome);
    emit({ type: 'model.call.end', ...named, ...outcome });
    return outcome;
  };

  store.openCall({ ...named, runId: call.runId, startedAt, worstCaseUsd, outcome: null });
  emit({ type: 'model.call.start', ...named, worstCaseUsd });
  let heardCharacters = 0;
  let response: ModelResponse | undefined;
  try {
    for await (const event of model.stream(request, { signal })) {
      if (event.type === 'end') response = event.response;
      if (!('text' in event)) continue;
      heardCharacters += event.text.length;
      emit({ type: `model.${event.type}`, phase: call.phase, agent: call.prompt.role, text: event.text });
    }
  } finally {
    if (response === undefined) settle({ heardCharacters });
  }
  if (response === undefined) throw brokenStream(call.model);
  return { kind: 'answer', callId, outcome: settle({ heardCharacters, response }), response };
}

interface Heard {
  /** Of text that arrived, for an estimate where the stream broke. */
  readonly heardCharacters: number;
  readonly response?: ModelResponse;
}

/** The request as the caps allow it: its output limit may shrink. Throws ForgeError `budget.exceeded`. */
function affordable(request: ModelRequest, call: AgentCall, services: PhaseServices): ModelRequest {
  const { runId, model } = call;
  // The limit of steps is for each visit, and the agent loop keeps it.
  const { maxSteps: _, ...caps } = call.limits;
  const spent = { ...spentSoFar(services.store.calls(runId)), wallMs: services.activeMs() };
  const verdict = checkBudget(caps, spent, { model, request, price: priceOf(model, services.prices) });
  if (verdict.kind === 'exceeded') throw new ForgeError('budget.exceeded', verdict.message);
  return { ...request, maxOutputTokens: verdict.maxOutputTokens };
}

function brokenStream(model: string): ForgeError {
  return new ForgeError(
    'provider.unreachable',
    `${model} ended its answer without finishing it. Try again.`,
    {
      retryable: true,
    },
  );
}
