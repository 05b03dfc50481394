import { createHash } from 'node:crypto';
import type {
  ChatCompletionCreateParamsStreaming,
  ChatCompletionMessageParam,
} from 'openai/resources/chat/completions';
import { argumentsObject } from '../../engine/conversation/arguments-object.ts';
import type { Message, ModelRequest, ToolCall, ToolDefinition } from '../../engine/ports/model.ts';
import type { OpenAiDialect } from './openai-dialect.ts';

/** The request as Chat Completions take it. */
export function toOpenAiRequest(
  model: string,
  request: ModelRequest,
  dialect: OpenAiDialect,
): ChatCompletionCreateParamsStreaming {
  const { tools } = request;
  return {
    model,
    stream: true,
    stream_options: { include_usage: true },
    messages: [{ role: 'system', content: request.system }, ...request.messages.flatMap(toMessages)],
    [dialect.limitField]: request.maxOutputTokens,
    ...(dialect.caching === 'by-key' ? { prompt_cache_key: conversationKey(request) } : {}),
    ...(tools.length === 0 ? {} : toToolFields(tools, dialect)),
  };
}

/** The same for every request of a conversation, whose beginning stays as it is. */
function conversationKey({ system, messages }: ModelRequest): string {
  return createHash('sha256')
    .update(JSON.stringify([system, messages[0]]))
    .digest('hex')
    .slice(0, 32);
}

function toToolFields(tools: readonly ToolDefinition[], { reasoningEffort }: OpenAiDialect) {
  return {
    tools: tools.map(tool => ({ type: 'function' as const, function: tool })),
    ...(reasoningEffort === undefined ? {} : { reasoning_effort: reasoningEffort }),
  };
}

function toMessages(message: Message): readonly ChatCompletionMessageParam[] {
  switch (message.role) {
    case 'user':
      return [{ role: 'user', content: message.text }];
    case 'assistant':
      return [
        {
          role: 'assistant',
          content: message.text,
          ...(message.toolCalls.length === 0 ? {} : { tool_calls: message.toolCalls.map(toToolCall) }),
        },
      ];
    case 'tool':
      return message.results.map(result => ({
        role: 'tool',
        tool_call_id: result.callId,
        content: result.text,
      }));
    default:
      return message satisfies never;
  }
}

/** Some servers parse the arguments they are sent back and fail on malformed ones. */
function toToolCall(call: ToolCall) {
  const args = JSON.stringify(argumentsObject(call.argumentsText));
  return { type: 'function' as const, id: call.id, function: { name: call.name, arguments: args } };
}
