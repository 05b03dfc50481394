import { ForgeError } from '../../engine/forge-error.ts';
import type {
  Message,
  Model,
  ModelEvent,
  ModelId,
  ModelRequest,
  ToolCall,
} from '../../engine/ports/model.ts';
import type { Exchange, RecordedAgent, Recording } from './recording.ts';

export interface ReplayOptions {
  readonly id: ModelId;
  readonly recording: Recording;
  /**
   * How many answers each agent has had already in an earlier process. Only needed where an agent holds
   * several conversations: within one, the ids of its calls tell how far it got.
   */
  readonly alreadyAnswered?: Readonly<Partial<Record<RecordedAgent, number>>>;
}

/**
 * Gives the recorded answers again, in order for each agent, whatever it is asked. The agent is read from
 * the first line of the system prompt. Throws ForgeError `provider.refused` when there is no further answer.
 */
export function createReplayModel({ id, recording, alreadyAnswered = {} }: ReplayOptions): Model {
  const answered = new Map<RecordedAgent, number>();
  return {
    id,
    async *stream(request, { signal }) {
      const agent = agentOf(request);
      const given = answered.get(agent) ?? alreadyAnswered[agent] ?? 0;
      const position = Math.max(given, answeredIn(request.messages, agent));
      const exchanges = recording.exchanges.filter(exchange => exchange.agent === agent);
      const exchange = exchanges[position];
      if (exchange === undefined) throw exhausted(agent, recording);
      yield* streamText(exchange.response.text, signal);
      answered.set(agent, position + 1);
      yield { type: 'end', response: toResponse(exchange, position) };
    },
  };
}

async function* streamText(text: string, signal: AbortSignal): AsyncGenerator<ModelEvent> {
  signal.throwIfAborted();
  for (const piece of text.match(/[\s\S]{1,24}/gu) ?? []) {
    yield { type: 'text.delta', text: piece };
    signal.throwIfAborted();
  }
}

function toResponse({ agent, response }: Exchange, position: number) {
  const { text, stopReason, usage } = response;
  const toolCalls: readonly ToolCall[] = response.toolCalls.map((call, index) => ({
    id: `replay_${agent}_${position + 1}_${index + 1}`,
    name: call.name,
    argumentsText: JSON.stringify(call.arguments),
  }));
  return { text, toolCalls, stopReason, ...(usage === undefined ? {} : { usage }) };
}

/** How many of the agent's answers this conversation has seen, by the ids of its calls. */
function answeredIn(messages: readonly Message[], agent: RecordedAgent): number {
  const numbers = messages
    .flatMap(message => (message.role === 'assistant' ? message.toolCalls : []))
    .map(({ id }) => /^replay_(\w+)_(\d+)_\d+$/u.exec(id))
    .map(match => (match?.[1] === agent ? Number(match[2]) : 0));
  return Math.max(0, ...numbers);
}

function agentOf({ system }: ModelRequest): RecordedAgent {
  const [, agent] = /^You are CodeForge's (planner|coder|reviewer) agent\./u.exec(system) ?? [];
  if (agent !== undefined) return agent as RecordedAgent;
  throw new ForgeError(
    'provider.bad-request',
    "A recorded session answers only CodeForge's own agents. Choose another model.",
  );
}

function exhausted(agent: RecordedAgent, { title }: Recording): ForgeError {
  return new ForgeError(
    'provider.refused',
    `The recording has no further answer for the ${agent}. "${title}" fits only the task it was recorded with; for any other, set OPENAI_API_KEY or ANTHROPIC_API_KEY, or start Ollama.`,
  );
}
