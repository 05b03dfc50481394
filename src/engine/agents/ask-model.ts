import { ForgeError } from '../forge-error.ts';
import type { Model, ModelId } from '../ports/model.ts';
import type { ModelCallOutcome } from '../ports/run-store.ts';
import type { CallNotice } from '../resilience/call-notice.ts';
import { streamThroughChain } from '../resilience/fallback-chain.ts';
import type { PhaseServices } from '../run/run-ports.ts';
import type { AgentCall } from './agent-call.ts';
import type { AgentState, AnswerRecord } from './agent-journal.ts';
import { meteredModel } from './metered-model.ts';
import type { Toolbox } from './toolbox.ts';

export interface Question {
  readonly call: AgentCall;
  readonly toolbox: Toolbox;
  readonly signal: AbortSignal;
}

/** An agent's line to its model: every try metered, what can pass tried again, and the next model where it cannot. */
export interface AgentModel {
  /** Whom the last question went to. A visit that had to change over stays with the model that answered. */
  readonly current: () => ModelId;
  /**
   * Asks once. `onAnswer` records the finished answer before the ledger settles: a process that dies in
   * between then finds both the answer and what it cost. Throws ForgeError `budget.exceeded` or `provider.*`.
   */
  ask(state: AgentState, onAnswer: (answer: AnswerRecord) => void): Promise<void>;
}

export function openAgentModel({ call, toolbox, signal }: Question, services: PhaseServices): AgentModel {
  const { emit, clock, providers, callPolicy, openModel } = services;
  const { phase, prompt, limits } = call;
  const told = { phase, agent: prompt.role };
  const all = [call.model, ...call.others];
  let current = call.model;
  // Whom to ask after that one: the others in their order, and again those before it, which may work by then.
  const chain = () => [...all.slice(all.indexOf(current)), ...all.slice(0, all.indexOf(current))];

  return {
    current: () => current,
    async ask(state, onAnswer) {
      const asked: Asked = { tries: 0, finished: undefined };
      const open = (model: ModelId): Model =>
        meteredModel(openModel(model), {
          call: { ...call, model },
          services,
          // Every vendor counts in its own way.
          counted: state.counted?.model === model ? state.counted : undefined,
          nextCallId() {
            asked.tries += 1;
            return `${call.visit}/${state.steps + 1}.${asked.tries}@${clock.now()}`;
          },
          onFinished(callId, outcome) {
            asked.finished = { callId, model, outcome };
          },
        });
      const request = {
        system: prompt.system,
        messages: state.messages,
        tools: toolbox.definitions,
        maxOutputTokens: limits.maxOutputTokens,
      };
      const options = {
        ...{ clock, providers, callPolicy, signal, open, inspect: openModel, models: chain() },
        tell: (notice: CallNotice) => emit({ ...notice, ...told }),
        onSwitch(model: ModelId) {
          current = model;
        },
      };
      for await (const event of streamThroughChain(request, options)) {
        if ('text' in event) emit({ type: `model.${event.type}`, ...told, text: event.text });
        if (event.type === 'end' && asked.finished !== undefined) {
          onAnswer({ kind: 'answer', ...asked.finished, response: event.response });
        }
      }
      if (asked.finished === undefined) throw unfinished(current);
    },
  };
}

/** One question, over all its tries. */
interface Asked {
  tries: number;
  finished:
    | { readonly callId: string; readonly model: ModelId; readonly outcome: ModelCallOutcome }
    | undefined;
}

function unfinished(model: ModelId): ForgeError {
  const message = `${model} ended its answer without finishing it. Try again.`;
  return new ForgeError('provider.unreachable', message, { retryable: true });
}
