import type { CallIds } from '../../engine/conversation/call-ids.ts';
import type { ModelEvent, ModelResponse, Usage } from '../../engine/ports/model.ts';
import type { Assembler } from '../stream-answer.ts';
import { OpenAiCalls } from './openai-calls.ts';
import type { OpenAiChunk, OpenAiDelta, OpenAiUsage } from './openai-chunk.ts';

/** Puts the chunks of a Chat Completion together. */
export class OpenAiAnswer implements Assembler<OpenAiChunk> {
  readonly #calls: OpenAiCalls;
  #text = '';
  #isRefused = false;
  #finishReason: string | undefined;
  #usage: Usage | undefined;
  #costUsd: number | undefined;

  constructor(ids: CallIds) {
    this.#calls = new OpenAiCalls(ids);
  }

  add(chunk: OpenAiChunk): ModelEvent | undefined {
    if (chunk.usage) {
      this.#usage = toUsage(chunk.usage);
      this.#costUsd = reportedCost(chunk.usage);
    }
    const choice = chunk.choices?.[0];
    this.#finishReason = choice?.finish_reason ?? this.#finishReason;
    for (const piece of choice?.delta?.tool_calls ?? []) if (piece !== null) this.#calls.add(piece);
    return this.#addText(choice?.delta ?? {});
  }

  finish(): ModelResponse | undefined {
    if (this.#finishReason === undefined) return undefined;
    return {
      text: this.#text,
      toolCalls: this.#calls.all(),
      stopReason: this.#stopReason(),
      ...(this.#usage === undefined ? {} : { usage: this.#usage }),
      ...(this.#costUsd === undefined ? {} : { costUsd: this.#costUsd }),
    };
  }

  #addText(delta: OpenAiDelta): ModelEvent | undefined {
    if (delta.refusal) this.#isRefused = true;
    const text = wordsOf(delta.content) || delta.refusal;
    if (text) {
      this.#text += text;
      return { type: 'text.delta', text };
    }
    const reasoning = delta.reasoning_content || delta.reasoning;
    return reasoning ? { type: 'reasoning.delta', text: reasoning } : undefined;
  }

  /** Some servers say `stop` where they have called tools. */
  #stopReason(): ModelResponse['stopReason'] {
    if (this.#isRefused || this.#finishReason === 'content_filter') return 'refused';
    if (this.#finishReason === 'length') return 'length';
    return this.#calls.all().length > 0 ? 'tool-calls' : 'end';
  }
}

/** Mistral's reasoning models send parts, of which those that are thought are for nobody. */
function wordsOf(content: OpenAiDelta['content']): string {
  if (!Array.isArray(content)) return (content as string | null | undefined) ?? '';
  return content.map(part => (part?.type === 'text' ? (part.text ?? '') : '')).join('');
}

/**
 * OpenRouter says what an answer cost, in credits of one dollar each; where the user's own key at the vendor was used,
 * that is only its fee, and what the vendor takes stands beside it. OpenAI itself says nothing.
 * See https://openrouter.ai/docs/use-cases/usage-accounting.
 */
function reportedCost({ cost, is_byok: isOwnKey, cost_details: details }: OpenAiUsage): number | undefined {
  if (typeof cost !== 'number') return undefined;
  return isOwnKey === true ? cost + (details?.upstream_inference_cost ?? 0) : cost;
}

/** Cached tokens are part of the prompt's count, reasoning part of the completion's: taken apart here. */
function toUsage(usage: OpenAiUsage): Usage {
  const cacheReadTokens = usage.prompt_tokens_details?.cached_tokens ?? 0;
  const cacheWriteTokens = usage.prompt_tokens_details?.cache_write_tokens ?? 0;
  const reasoningTokens = usage.completion_tokens_details?.reasoning_tokens ?? 0;
  return {
    inputTokens: Math.max(0, (usage.prompt_tokens ?? 0) - cacheReadTokens - cacheWriteTokens),
    cacheReadTokens,
    cacheWriteTokens,
    outputTokens: Math.max(0, (usage.completion_tokens ?? 0) - reasoningTokens),
    reasoningTokens,
  };
}
