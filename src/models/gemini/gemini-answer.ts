import type { GenerateContentResponseUsageMetadata, Part } from '@google/genai';
import type { CallIds } from '../../engine/conversation/call-ids.ts';
import type { ModelEvent, ModelResponse, ToolCall, Usage } from '../../engine/ports/model.ts';
import type { Assembler } from '../stream-answer.ts';
import type { GeminiPiece } from './gemini-piece.ts';

/** Puts the pieces of an answer together. Tool calls come whole. */
export class GeminiAnswer implements Assembler<GeminiPiece> {
  readonly #ids: CallIds;
  readonly #calls: ToolCall[] = [];
  #text = '';
  #finishReason: string | undefined;
  #usage: GenerateContentResponseUsageMetadata | undefined;

  constructor(ids: CallIds) {
    this.#ids = ids;
  }

  add(piece: GeminiPiece): ModelEvent | undefined {
    if (piece.kind === 'part') return this.#addPart(piece.part);
    this.#finishReason = piece.finishReason ?? piece.blockReason ?? this.#finishReason;
    this.#usage = piece.usage ?? this.#usage;
    return undefined;
  }

  finish(): ModelResponse | undefined {
    if (this.#finishReason === undefined) return undefined;
    return {
      text: this.#text,
      toolCalls: this.#calls,
      stopReason: toStopReason(this.#finishReason, this.#calls),
      ...(this.#usage === undefined ? {} : { usage: toUsage(this.#usage) }),
    };
  }

  #addPart({ text, thought, functionCall, thoughtSignature }: Part): ModelEvent | undefined {
    if (functionCall !== undefined) {
      this.#calls.push({
        id: this.#ids.take(functionCall.id),
        name: functionCall.name ?? '',
        argumentsText: JSON.stringify(functionCall.args ?? {}),
        ...(thoughtSignature === undefined ? {} : { vendorData: thoughtSignature }),
      });
      return undefined;
    }
    if (!text) return undefined;
    if (thought === true) return { type: 'reasoning.delta', text };
    this.#text += text;
    return { type: 'text.delta', text };
  }
}

function toStopReason(reason: string, calls: readonly ToolCall[]): ModelResponse['stopReason'] {
  if (reason === 'MAX_TOKENS') return 'length';
  if (refusals.has(reason)) return 'refused';
  return calls.length > 0 ? 'tool-calls' : 'end';
}

// Of answers and of prompts. A malformed call is no refusal: the agent is told that it has called nothing.
const refusals = new Set([
  'SAFETY',
  'RECITATION',
  'LANGUAGE',
  'BLOCKLIST',
  'PROHIBITED_CONTENT',
  'SPII',
  'MODEL_ARMOR',
  'JAILBREAK',
]);

/** Cached tokens are part of the prompt's count; thoughts are counted beside the answer's. */
function toUsage(usage: GenerateContentResponseUsageMetadata): Usage {
  const cacheReadTokens = usage.cachedContentTokenCount ?? 0;
  return {
    inputTokens: Math.max(0, (usage.promptTokenCount ?? 0) - cacheReadTokens),
    cacheReadTokens,
    cacheWriteTokens: 0,
    outputTokens: usage.candidatesTokenCount ?? 0,
    reasoningTokens: usage.thoughtsTokenCount ?? 0,
  };
}
