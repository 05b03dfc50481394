import { checkBudget } from '../cost/budget.ts';
import type { CountedPrefix } from '../cost/estimate-tokens.ts';
import { priceOf } from '../cost/price-table.ts';
import { spentSoFar } from '../cost/spent-so-far.ts';
import { worstCase } from '../cost/worst-case.ts';
import { ForgeError, isAbort } from '../forge-error.ts';
import type { Model, ModelEvent, ModelRequest } from '../ports/model.ts';
import type { ModelCallOutcome } from '../ports/run-store.ts';
import type { PhaseServices } from '../run/run-ports.ts';
import type { AgentCall } from './agent-call.ts';
import { settleOutcome } from './settle-outcome.ts';

export interface Meter {
  readonly call: AgentCall;
  readonly services: PhaseServices;
  /** Names the next call; each try of a retried call is one. */
  readonly nextCallId: () => string;
  /** What the vendor has counted of the conversation so far: it makes the worst case tight. */
  readonly counted: CountedPrefix | undefined;
  /** Told what a finished call came to before its `end` is passed on, so that both can be recorded together. */
  readonly onFinished: (callId: string, outcome: ModelCallOutcome) => void;
}

/**
 * A model whose every call is checked against the caps before it is sent, at its worst case, and stands in
 * the ledger from then on. Throws ForgeError `budget.exceeded` before anything is sent.
 */
export function meteredModel(model: Model, meter: Meter): Model {
  return {
    id: model.id,
    stream: (request, { signal }) => streamMetered(model, request, { ...meter, signal }),
  };
}

type Metering = Meter & { readonly signal: AbortSignal };

async function* streamMetered(
  model: Model,
  wanted: ModelRequest,
  metering: Metering,
): AsyncGenerator<ModelEvent> {
  const { call, services, signal, onFinished } = metering;
  const { store, clock, emit } = services;
  const request = affordable(wanted, metering);
  const callId = metering.nextCallId();
  const startedAt = clock.now();
  const named = { phase: call.phase, agent: call.prompt.role, model: call.model, callId } as const;
  const price = priceOf(call.model, services.prices);
  const worstCaseUsd = price === undefined ? null : worstCase(request, price, metering.counted);
  store.openCall({ ...named, runId: call.runId, startedAt, worstCaseUsd, outcome: null });
  emit({ type: 'model.call.start', ...named, worstCaseUsd });

  const heard = { characters: 0, isAnything: false };
  const ended = () => ({ request, price, model: call.model, durationMs: clock.now() - startedAt, heard });
  let outcome: ModelCallOutcome | undefined;
  try {
    for await (const event of model.stream(request, { signal })) {
      heard.isAnything = true;
      if ('text' in event) heard.characters += event.text.length;
      if (event.type === 'end') {
        outcome = settleOutcome({ ...ended(), response: event.response });
        onFinished(callId, outcome);
      }
      yield event;
      // Whatever a stream does behind its end must not make anybody ask again.
      if (outcome !== undefined) return;
    }
  } catch (error) {
    // A request that was cancelled had been read all the same; one that was refused cost nothing.
    heard.isAnything ||= isAbort(error);
    throw error;
  } finally {
    outcome ??= settleOutcome(ended());
    store.settleCall(call.runId, callId, outcome);
    emit({ type: 'model.call.end', ...named, ...outcome });
  }
}

/** The request as the caps allow it: its output limit may shrink. */
function affordable(request: ModelRequest, { call, services, counted }: Metering): ModelRequest {
  const { runId, model, limits } = call;
  const spent = { ...spentSoFar(services.store.calls(runId)), wallMs: services.activeMs() };
  const next = { model, request, price: priceOf(model, services.prices), ...(counted && { counted }) };
  const verdict = checkBudget(limits, spent, next);
  if (verdict.kind === 'exceeded') throw new ForgeError('budget.exceeded', verdict.message);
  return { ...request, maxOutputTokens: verdict.maxOutputTokens };
}
