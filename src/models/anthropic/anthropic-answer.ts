import type { CallIds } from '../../engine/conversation/call-ids.ts';
import type { ModelEvent, ModelResponse, ToolCall, Usage } from '../../engine/ports/model.ts';
import type { Assembler } from '../stream-answer.ts';
import type { AnthropicDelta, AnthropicEvent, AnthropicUsage } from './anthropic-event.ts';

/** Puts the events of a message together. */
export class AnthropicAnswer implements Assembler<AnthropicEvent> {
  readonly #ids: CallIds;
  readonly #calls = new Map<number, { readonly id: string; readonly name: string; argumentsText: string }>();
  #text = '';
  #stopReason: string | undefined;
  #isWhole = false;
  #usage: AnthropicUsage | undefined;

  constructor(ids: CallIds) {
    this.#ids = ids;
  }

  add(event: AnthropicEvent): ModelEvent | undefined {
    switch (event.type) {
      case 'message_start':
        this.#addUsage(event.message?.usage);
        return undefined;
      case 'content_block_start':
        return this.#begin(event);
      case 'content_block_delta':
        return this.#addDelta(event.index ?? 0, event.delta ?? {});
      case 'message_delta':
        this.#stopReason = event.delta?.stop_reason ?? this.#stopReason;
        this.#addUsage(event.usage);
        return undefined;
      case 'message_stop':
        this.#isWhole = true;
        return undefined;
      default:
        return undefined;
    }
  }

  finish(): ModelResponse | undefined {
    if (!this.#isWhole) return undefined;
    const toolCalls = Array.from(this.#calls.values(), call => ({ ...call }));
    return {
      text: this.#text,
      toolCalls,
      stopReason: toStopReason(this.#stopReason, toolCalls),
      ...(this.#usage === undefined ? {} : { usage: toUsage(this.#usage) }),
    };
  }

  #begin({ index, content_block: block }: AnthropicEvent): ModelEvent | undefined {
    if (block?.type === 'tool_use') {
      const id = this.#ids.take(block.id);
      this.#calls.set(index ?? 0, { id, name: block.name ?? '', argumentsText: '' });
    }
    return block?.type === 'text'
      ? this.#addDelta(index ?? 0, { type: 'text_delta', text: block.text })
      : undefined;
  }

  #addDelta(index: number, delta: AnthropicDelta): ModelEvent | undefined {
    if (delta.type === 'text_delta' && delta.text) {
      this.#text += delta.text;
      return { type: 'text.delta', text: delta.text };
    }
    if (delta.type === 'thinking_delta' && delta.thinking) {
      return { type: 'reasoning.delta', text: delta.thinking };
    }
    const call = this.#calls.get(index);
    if (delta.type === 'input_json_delta' && call !== undefined)
      call.argumentsText += delta.partial_json ?? '';
    return undefined;
  }

  /** The counts grow while the message does; a later one replaces an earlier one, a missing one does not. */
  #addUsage(usage: AnthropicUsage | null | undefined): void {
    if (!usage) return;
    const given = Object.entries(usage).filter(([, count]) => count !== null && count !== undefined);
    this.#usage = { ...this.#usage, ...Object.fromEntries(given) };
  }
}

function toStopReason(reason: string | undefined, calls: readonly ToolCall[]): ModelResponse['stopReason'] {
  if (reason === 'refusal') return 'refused';
  if (reason === 'max_tokens' || reason === 'model_context_window_exceeded') return 'length';
  return calls.length > 0 ? 'tool-calls' : 'end';
}

function toUsage(usage: AnthropicUsage): Usage {
  const reasoningTokens = usage.output_tokens_details?.thinking_tokens ?? 0;
  return {
    inputTokens: usage.input_tokens ?? 0,
    cacheReadTokens: usage.cache_read_input_tokens ?? 0,
    cacheWriteTokens: usage.cache_creation_input_tokens ?? 0,
    outputTokens: Math.max(0, (usage.output_tokens ?? 0) - reasoningTokens),
    reasoningTokens,
  };
}
