import { ForgeError } from '../forge-error.ts';
import type { Model, ModelEvent, ModelRequest, ModelResponse } from '../ports/model.ts';
import { parseTextAnswer } from './text-answer/parse-text-answer.ts';
import { toTextMessages } from './text-answer/text-history.ts';
import { toolInstructions } from './text-answer/tool-instructions.ts';

/**
 * The same model for those who speak through tools, where the model cannot: the tools become instructions,
 * the conversation's calls and results become text, and the answer's text is read as calls. An answer that
 * cannot be read comes back without calls, as the text it is.
 */
export function withTextProtocol(model: Model): Model {
  return { ...model, stream: (request, options) => streamAsText(model, request, options) };
}

/** Goes over to the text protocol for good as soon as the model turns out not to call tools. */
export function withToolFallback(model: Model): Model {
  let current = model;
  return {
    ...model,
    async *stream(request, options) {
      try {
        return yield* current.stream(request, options);
      } catch (error) {
        const lacksTools = error instanceof ForgeError && error.code === 'provider.no-tools';
        if (!lacksTools || request.tools.length === 0) throw error;
      }
      current = withTextProtocol(model);
      yield* current.stream(request, options);
    },
  };
}

async function* streamAsText(
  model: Model,
  request: ModelRequest,
  options: { readonly signal: AbortSignal },
): AsyncGenerator<ModelEvent> {
  for await (const event of model.stream(toTextRequest(request), options)) {
    yield event.type === 'end' ? { ...event, response: readCalls(event.response, request) } : event;
  }
}

function toTextRequest(request: ModelRequest): ModelRequest {
  const { system, messages, tools } = request;
  if (tools.length === 0) return { ...request, messages: toTextMessages(messages) };
  return {
    ...request,
    system: `${system}\n\n${toolInstructions(tools)}`,
    messages: toTextMessages(messages),
    tools: [],
  };
}

function readCalls(response: ModelResponse, { messages, tools }: ModelRequest): ModelResponse {
  if (response.stopReason === 'length' || response.stopReason === 'refused') return response;
  const { text, toolCalls } = parseTextAnswer(response.text, tools);
  if (toolCalls.length === 0) return { ...response, stopReason: 'end' };
  // The conversation only grows, so its length sets these ids apart from all earlier ones.
  const named = toolCalls.map((call, index) => ({ ...call, id: `text_${messages.length}_${index + 1}` }));
  return { ...response, text, toolCalls: named, stopReason: 'tool-calls' };
}
