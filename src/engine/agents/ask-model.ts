import { shrinkConversation } from '../conversation/shrink-conversation.ts';
import { estimateTokens } from '../cost/estimate-tokens.ts';
import { ForgeError } from '../forge-error.ts';
import type { Message, Model, ModelId } from '../ports/model.ts';
import type { CallNotice } from '../resilience/call-notice.ts';
import { type ChainOptions, streamThroughChain } from '../resilience/fallback-chain.ts';
import type { PhaseServices } from '../run/run-ports.ts';
import type { AgentCall } from './agent-call.ts';
import type { AgentState, AnswerRecord, ShrunkRecord } from './agent-journal.ts';
import { meteredModel } from './metered-model.ts';
import type { Toolbox } from './toolbox.ts';

export interface Question {
  readonly call: AgentCall;
  readonly toolbox: Toolbox;
  readonly signal: AbortSignal;
}

/**
 * An agent's line to its model: every try metered, what can pass tried again, the next model of the tier where the
 * first cannot be asked, and a conversation that is too long shortened, once a question.
 */
export interface AgentModel {
  /** Whom the last question went to. A visit that had to change over stays with the model that answered. */
  readonly current: () => ModelId;
  /**
   * Asks once. `onRecord` writes the finished answer down before the ledger settles: a process that dies in
   * between then finds both the answer and what it cost. Throws ForgeError `budget.exceeded` or `provider.*`.
   */
  ask(state: AgentState, onRecord: OnRecord): Promise<void>;
}

type OnRecord = (entry: AnswerRecord | ShrunkRecord) => void;

export function openAgentModel(question: Question, services: PhaseServices): AgentModel {
  const line = new AgentLine(question, services);
  return {
    current: () => line.current,
    async ask(state, onRecord) {
      const asked: Asked = { tries: 0, finished: undefined };
      let shorter: readonly Message[] | undefined;
      const shorten = () => {
        shorter = line.shorten(state.messages);
        return shorter !== undefined;
      };
      try {
        return await line.ask(state, { asked, onRecord, canShorten: shorten });
      } catch (error) {
        if (shorter === undefined || !isTooLong(error)) throw error;
        line.tellShrunk({ message: error.happened, from: state.messages, to: shorter });
        onRecord({ kind: 'shrunk', messages: shorter });
        const next = { ...state, messages: shorter, counted: null };
        await line.ask(next, { asked, onRecord, canShorten: () => false });
      }
    },
  };
}

interface AskOptions extends Pick<ChainOptions, 'canShorten'> {
  readonly asked: Asked;
  readonly onRecord: OnRecord;
}

class AgentLine {
  current: ModelId;
  readonly #question: Question;
  readonly #services: PhaseServices;

  constructor(question: Question, services: PhaseServices) {
    this.#question = question;
    this.#services = services;
    this.current = question.call.model;
  }

  async ask(state: AgentState, { asked, onRecord, canShorten }: AskOptions): Promise<void> {
    const { call, toolbox, signal } = this.#question;
    const { clock, providers, callPolicy, openModel, emit } = this.#services;
    const request = {
      system: call.prompt.system,
      messages: state.messages,
      tools: toolbox.definitions,
      maxOutputTokens: call.limits.maxOutputTokens,
    };
    const stream = streamThroughChain(request, {
      ...{ clock, providers, callPolicy, signal, canShorten, inspect: openModel, models: this.#chain() },
      open: model => this.#meter(model, state, asked),
      tell: notice => this.#tell(notice),
      onSwitch: model => {
        this.current = model;
      },
    });
    const told = { phase: call.phase, agent: call.prompt.role };
    for await (const event of stream) {
      if ('text' in event) emit({ type: `model.${event.type}`, ...told, text: event.text });
      if (event.type === 'end' && asked.finished !== undefined)
        onRecord({ kind: 'answer', ...asked.finished, response: event.response });
    }
    if (asked.finished === undefined) throw unfinished(this.current);
  }

  /** Undefined when nothing of it may go. */
  shorten(messages: readonly Message[]): readonly Message[] | undefined {
    const { opening } = this.#question.call;
    return shrinkConversation(messages, kept => kept.role === 'user' && kept.text === opening);
  }

  tellShrunk({ message, from, to }: Shrunk): void {
    const [fromTokens = 0, toTokens = 0] = [from, to].map(
      messages => estimateTokens({ system: '', messages, tools: [] }).likely,
    );
    this.#tell({ type: 'model.context.shrunk', model: this.current, message, fromTokens, toTokens });
  }

  /** The model that is asked now, the others in their order, and again those before it, which may work by then. */
  #chain(): readonly ModelId[] {
    const { model, others } = this.#question.call;
    const all = [model, ...others];
    const at = all.indexOf(this.current);
    return [...all.slice(at), ...all.slice(0, at)];
  }

  #meter(model: ModelId, state: AgentState, asked: Asked): Model {
    const { call } = this.#question;
    const { openModel, clock } = this.#services;
    return meteredModel(openModel(model), {
      call: { ...call, model },
      services: this.#services,
      // Every vendor counts in its own way.
      counted: state.counted?.model === model ? state.counted : undefined,
      nextCallId: () => {
        asked.tries += 1;
        return `${call.visit}/${state.steps + 1}.${asked.tries}@${clock.now()}`;
      },
      onFinished(callId, outcome) {
        asked.finished = { callId, model, outcome };
      },
    });
  }

  #tell(notice: CallNotice): void {
    const { call } = this.#question;
    this.#services.emit({ ...notice, phase: call.phase, agent: call.prompt.role });
  }
}

interface Shrunk {
  readonly message: string;
  readonly from: readonly Message[];
  readonly to: readonly Message[];
}

function isTooLong(error: unknown): error is ForgeError {
  return error instanceof ForgeError && error.code === 'provider.context-too-long';
}

/** What became of one question, over all its tries. */
interface Asked {
  tries: number;
  finished: Omit<AnswerRecord, 'kind' | 'response'> | undefined;
}

function unfinished(model: ModelId): ForgeError {
  const message = `${model} ended its answer without finishing it.`;
  return new ForgeError('provider.unreachable', message, { retryable: true, advice: 'Try again.' });
}
