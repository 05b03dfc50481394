import { checkBudget, timeIsUp } from '../cost/budget.ts';
import { periodsAt } from '../cost/calendar.ts';
import { countedBefore } from '../cost/counted.ts';
import type { CountedPrefix } from '../cost/estimate-tokens.ts';
import { priceOf } from '../cost/price-table.ts';
import { worstCase } from '../cost/worst-case.ts';
import { ForgeError, isAbort } from '../forge-error.ts';
import type { Question, RememberedAnswer } from '../ports/answer-memory.ts';
import type { Model, ModelEvent, ModelRequest } from '../ports/model.ts';
import type { ModelCallOutcome, NewCall } from '../ports/run-store.ts';
import type { Caller } from '../run/run-events.ts';
import type { PhaseServices } from '../run/run-ports.ts';
import type { AgentCall } from './agent-call.ts';
import { settleOutcome } from './settle-outcome.ts';

export interface Meter {
  readonly call: MeteredCall;
  readonly services: Pick<PhaseServices, 'answers' | 'store' | 'clock' | 'emit' | 'prices' | 'activeMs'>;
  /** Names the next call; each try of a retried call is one. */
  readonly nextCallId: () => string;
  /** What the vendor has counted of the conversation so far: it makes the worst case tight. */
  readonly counted: CountedPrefix | undefined;
  /** Told what a finished call came to before its `end` is passed on, so that both can be recorded together. */
  readonly onFinished: (callId: string, outcome: ModelCallOutcome) => void;
}

/** Who asks, and within which caps. */
export type MeteredCall = Pick<AgentCall, 'runId' | 'phase' | 'attempt' | 'model' | 'topModel' | 'limits'> & {
  readonly prompt: { readonly role: Caller };
};

/**
 * A model whose every call is checked against the caps before it is sent, at its worst case, and stands in the ledger from
 * then on. What was answered before is given again without a call. Throws ForgeError `budget.exceeded` before anything is
 * sent, and in the middle of an answer that takes longer than the run has time.
 */
export function meteredModel(model: Model, meter: Meter): Model {
  return {
    ...model,
    async *stream(request, { signal }) {
      const { call, services } = meter;
      const question = { runId: call.runId, model: call.model, request };
      const known = services.answers?.recall(question);
      if (known === undefined) yield* streamMetered(model, question, { ...meter, signal });
      else yield* giveAgain(known, meter);
    },
  };
}

/** The answer's own call is still open where a process died before it could be heard. */
async function* giveAgain(
  { callId, outcome, response }: RememberedAnswer,
  { call, services, onFinished }: Meter,
): AsyncGenerator<ModelEvent> {
  const { store, clock, emit } = services;
  const { runId, phase, attempt, model } = call;
  const row = { runId, callId, phase, attempt, agent: call.prompt.role, model, startedAt: clock.now() };
  if (!store.calls(runId).some(known => known.callId === callId))
    store.enterCall({ ...row, worstCaseUsd: 0, counted: { costUsd: 0, tokens: 0 } });
  const named = { phase, agent: call.prompt.role, model, callId } as const;
  emit({ type: 'model.call.start', ...named, worstCaseUsd: 0 });
  try {
    if (response.text !== '') yield { type: 'text.delta', text: response.text };
    onFinished(callId, outcome);
    yield { type: 'end', response };
  } finally {
    store.settleCall(runId, callId, outcome);
    emit({ type: 'model.call.end', ...named, ...outcome });
  }
}

type Metering = Meter & { readonly signal: AbortSignal };

async function* streamMetered(
  model: Model,
  question: Question,
  metering: Metering,
): AsyncGenerator<ModelEvent> {
  const { call, services, signal, onFinished } = metering;
  const { store, clock, emit, prices, answers } = services;
  const { request, row } = reserve(question.request, metering);
  const { callId, startedAt, worstCaseUsd } = row;
  const named = { phase: call.phase, agent: call.prompt.role, model: call.model, callId } as const;
  emit({ type: 'model.call.start', ...named, worstCaseUsd });

  const heard = { characters: 0, isAnything: false };
  const ended = () => ({
    request,
    price: priceOf(call.model, prices),
    topPrice: priceOf(call.topModel, prices),
    model: call.model,
    durationMs: clock.now() - startedAt,
    heard,
  });
  let outcome: ModelCallOutcome | undefined;
  try {
    for await (const event of model.stream(request, { signal })) {
      if (event.type !== 'rate-limits') heard.isAnything = true;
      if ('text' in event) heard.characters += event.text.length;
      if (event.type === 'end') {
        outcome = settleOutcome({ ...ended(), response: event.response });
        answers?.keep(question, { callId, outcome, response: event.response });
        onFinished(callId, outcome);
      }
      yield event;
      // Whatever a stream does behind its end must not make anybody ask again.
      if (outcome !== undefined) return;
      const tooLate = timeIsUp(call.limits, services.activeMs());
      if (tooLate !== undefined) throw new ForgeError('budget.exceeded', tooLate);
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

interface Reservation {
  /** The request as the caps allow it: its output limit may have shrunk. */
  readonly request: ModelRequest;
  readonly row: NewCall;
}

/** Writes the call down at its worst case, if that fits into what the caps leave at this very moment. */
function reserve(wanted: ModelRequest, { call, services, counted, nextCallId }: Metering): Reservation {
  const { store, clock, prices, activeMs } = services;
  const { runId, phase, attempt, model, limits } = call;
  const price = priceOf(model, prices);
  const startedAt = clock.now();
  let request = wanted;
  const row = store.openCall(runId, periodsAt(startedAt), sums => {
    const next = { model, request: wanted, price, ...(counted && { counted }) };
    const verdict = checkBudget(limits, { ...sums, wallMs: activeMs() }, next);
    if (verdict.kind === 'exceeded') throw new ForgeError('budget.exceeded', verdict.message);
    request = { ...wanted, maxOutputTokens: verdict.maxOutputTokens };
    return {
      ...{ runId, callId: nextCallId(), phase, attempt, agent: call.prompt.role, model, startedAt },
      worstCaseUsd: price === undefined ? null : worstCase(request, price, counted),
      counted: countedBefore(request, price, counted),
    };
  });
  return { request, row };
}
