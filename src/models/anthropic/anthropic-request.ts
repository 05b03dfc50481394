import type {
  ContentBlockParam,
  MessageCreateParamsStreaming,
  MessageParam,
  Tool,
} from '@anthropic-ai/sdk/resources/messages/messages';
import { argumentsObject } from '../../engine/conversation/arguments-object.ts';
import type { Message, ModelRequest, ToolDefinition } from '../../engine/ports/model.ts';

/**
 * The request as the Messages API takes it. Three cache marks: the tools, the system prompt, and all of the
 * conversation so far, which the next step of the agent will send again.
 */
export function toAnthropicRequest(model: string, request: ModelRequest): MessageCreateParamsStreaming {
  const { tools } = request;
  return {
    model,
    stream: true,
    max_tokens: request.maxOutputTokens,
    system: [{ type: 'text', text: request.system, cache_control: cacheMark }],
    messages: markLast(request.messages.map(toMessage)),
    ...(tools.length === 0 ? {} : { tools: tools.map((tool, at) => toTool(tool, at === tools.length - 1)) }),
    ...(thinksUnseen(model) ? { thinking: { type: 'adaptive', display: 'summarized' } } : {}),
  };
}

interface Blocks {
  readonly role: 'user' | 'assistant';
  readonly content: readonly ContentBlockParam[];
}

function toMessage(message: Message): Blocks {
  switch (message.role) {
    case 'user':
      return { role: 'user', content: [textBlock(message.text)] };
    case 'assistant':
      return { role: 'assistant', content: assistantBlocks(message) };
    case 'tool':
      return {
        role: 'user',
        content: message.results.map(({ callId, text, isError }) => ({
          type: 'tool_result',
          tool_use_id: callId,
          content: text,
          is_error: isError,
        })),
      };
    default:
      return message satisfies never;
  }
}

function assistantBlocks(message: Extract<Message, { role: 'assistant' }>): ContentBlockParam[] {
  const calls = message.toolCalls.map(({ id, name, argumentsText }) => ({
    type: 'tool_use' as const,
    id,
    name,
    input: argumentsObject(argumentsText),
  }));
  const hasText = message.text.trim() !== '';
  return hasText || calls.length === 0 ? [textBlock(message.text.trimEnd()), ...calls] : calls;
}

/** The API refuses empty text. */
function textBlock(text: string): ContentBlockParam {
  return { type: 'text', text: text.trim() === '' ? '(empty)' : text };
}

function toTool({ name, description, parameters }: ToolDefinition, isLast: boolean): Tool {
  return {
    name,
    description,
    input_schema: { ...parameters, type: 'object' },
    ...(isLast ? { cache_control: cacheMark } : {}),
  };
}

function markLast(messages: readonly Blocks[]): MessageParam[] {
  return messages.map(({ role, content }, at) => ({
    role,
    content: at < messages.length - 1 ? [...content] : content.map(markIfLast),
  }));
}

function markIfLast(block: ContentBlockParam, at: number, blocks: readonly ContentBlockParam[]) {
  return at < blocks.length - 1 ? block : ({ ...block, cache_control: cacheMark } as ContentBlockParam);
}

/**
 * From generation 5 on Claude thinks unasked, and says nothing while it does unless it is asked to sum up:
 * a silence that cannot be told from a stalled stream.
 */
function thinksUnseen(model: string): boolean {
  return /^claude-[a-z]+-(?:[5-9]|\d\d)(?:-|$)/u.test(model);
}

const cacheMark = { type: 'ephemeral' as const };
