import { ForgeError } from '../forge-error.ts';
import type { ModelCallOutcome } from '../ports/run-store.ts';
import { withRetries } from '../routing/resilient-model.ts';
import type { PhaseServices } from '../run/run-ports.ts';
import type { AgentCall } from './agent-call.ts';
import type { AgentState, JournalRecord } from './agent-journal.ts';
import { meteredModel } from './metered-model.ts';
import type { Toolbox } from './toolbox.ts';

export interface Question {
  readonly call: AgentCall;
  readonly toolbox: Toolbox;
  readonly signal: AbortSignal;
}

/** An agent's line to its model: every try metered, and what can pass tried again. */
export interface AgentModel {
  /**
   * Asks once. `onAnswer` records the finished answer before the ledger settles: a process that dies in
   * between then finds both the answer and what it cost. Throws ForgeError `budget.exceeded` or `provider.*`.
   */
  ask(state: AgentState, onAnswer: (answer: AnswerRecord) => void): Promise<void>;
}

type AnswerRecord = Extract<JournalRecord, { kind: 'answer' }>;

export function openAgentModel({ call, toolbox, signal }: Question, services: PhaseServices): AgentModel {
  const { emit, clock } = services;
  const { phase, prompt, limits } = call;
  const opened = services.openModel(call.model);
  const onRetry = ({ message, waitMs }: { message: string; waitMs: number }) =>
    emit({ type: 'model.call.retry', phase, model: call.model, message, waitMs });

  return {
    async ask(state, onAnswer) {
      const asked: Asked = { tries: 0, finished: undefined };
      const metered = meteredModel(opened, {
        call,
        services,
        counted: state.counted ?? undefined,
        nextCallId() {
          asked.tries += 1;
          return `${call.visit}/${state.steps + 1}.${asked.tries}@${clock.now()}`;
        },
        onFinished(callId, outcome) {
          asked.finished = { callId, outcome };
        },
      });
      const request = {
        system: prompt.system,
        messages: state.messages,
        tools: toolbox.definitions,
        maxOutputTokens: limits.maxOutputTokens,
      };
      for await (const event of withRetries(metered, { clock, onRetry }).stream(request, { signal })) {
        if ('text' in event)
          emit({ type: `model.${event.type}`, phase, agent: prompt.role, text: event.text });
        if (event.type === 'end' && asked.finished !== undefined) {
          onAnswer({ kind: 'answer', ...asked.finished, response: event.response });
        }
      }
      if (asked.finished === undefined) throw unfinished(call);
    },
  };
}

/** One question, over all its tries. */
interface Asked {
  tries: number;
  finished: { readonly callId: string; readonly outcome: ModelCallOutcome } | undefined;
}

function unfinished({ model }: AgentCall): ForgeError {
  const message = `${model} ended its answer without finishing it. Try again.`;
  return new ForgeError('provider.unreachable', message, { retryable: true });
}
