import type { ChatRequest, Message as OllamaMessage, Tool } from 'ollama';
import { argumentsObject } from '../../engine/conversation/arguments-object.ts';
import type { Message, ModelRequest, ToolDefinition } from '../../engine/ports/model.ts';

/** The request as Ollama's chat takes it. */
export function toOllamaRequest(model: string, request: ModelRequest): ChatRequest & { stream: true } {
  const messages: OllamaMessage[] = [{ role: 'system', content: request.system }];
  messages.push(...request.messages.flatMap(toMessages));
  return {
    model,
    stream: true,
    messages,
    options: { num_ctx: fitContext(request), num_predict: request.maxOutputTokens },
    ...(request.tools.length === 0 ? {} : { tools: request.tools.map(toTool) }),
  };
}

/**
 * The context length to load the model with. Ollama silently drops what does not fit, and loads the model
 * anew whenever the length changes: so one length, doubled until the request fits.
 */
export function fitContext(request: ModelRequest): number {
  const characters = JSON.stringify([request.system, request.messages, request.tools]).length;
  const needed = characters / charactersPerToken + request.maxOutputTokens;
  let length = usualContextTokens;
  while (length < needed) length *= 2;
  return length;
}

const usualContextTokens = 16_384;

// Code has fewer characters a token than prose; too many tokens of room is the harmless side.
const charactersPerToken = 3;

function toMessages(message: Message): readonly OllamaMessage[] {
  switch (message.role) {
    case 'user':
      return [{ role: 'user', content: message.text }];
    case 'assistant':
      return [
        {
          role: 'assistant',
          content: message.text,
          ...(message.toolCalls.length === 0
            ? {}
            : {
                tool_calls: message.toolCalls.map(({ name, argumentsText }) => ({
                  function: { name, arguments: argumentsObject(argumentsText) },
                })),
              }),
        },
      ];
    case 'tool':
      return message.results.map(({ name, text }) => ({ role: 'tool', tool_name: name, content: text }));
    default:
      return message satisfies never;
  }
}

function toTool({ name, description, parameters }: ToolDefinition): Tool {
  return { type: 'function', function: { name, description, parameters } };
}
