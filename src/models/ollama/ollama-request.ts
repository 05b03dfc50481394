import type { ChatRequest, Message as OllamaMessage, Tool } from 'ollama';
import { argumentsObject } from '../../engine/conversation/arguments-object.ts';
import type { Message, ModelRequest, ToolDefinition } from '../../engine/ports/model.ts';
import type { OllamaFit } from './fit-context.ts';

/** The request as Ollama's chat takes it. */
export function toOllamaRequest(
  model: string,
  request: ModelRequest,
  { contextTokens, maxOutputTokens }: OllamaFit,
): ChatRequest & { stream: true } {
  const messages: OllamaMessage[] = [{ role: 'system', content: request.system }];
  messages.push(...request.messages.flatMap(toMessages));
  return {
    model,
    stream: true,
    messages,
    options: { num_ctx: contextTokens, num_predict: maxOutputTokens },
    ...(request.tools.length === 0 ? {} : { tools: request.tools.map(toTool) }),
  };
}

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
