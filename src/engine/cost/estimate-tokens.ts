import type { Message, ModelRequest } from '../ports/model.ts';

export interface TokenEstimate {
  /** What it will probably be. */
  readonly likely: number;
  /** What it cannot exceed. */
  readonly upper: number;
}

/** What a vendor has reported for the beginning of the same conversation, system prompt and tools included. */
export interface CountedPrefix {
  readonly messages: number;
  readonly inputTokens: number;
}

/**
 * How many input tokens a request has, without the vendor's tokenizer. The upper bound holds because the
 * vendors' tokenizers are byte-pair encodings over bytes, where a token stands for at least one byte (Sennrich
 * et al. 2016; byte-level since GPT-2). The likely value takes 3.5 bytes a token: OpenAI's help centre speaks of
 * 4 characters in English, Anthropic's glossary of 3.5, and code has shorter pieces. A counted prefix makes the
 * bound tight: only what came after it is estimated.
 */
export function estimateTokens(
  request: Pick<ModelRequest, 'system' | 'messages' | 'tools'>,
  counted?: CountedPrefix,
): TokenEstimate {
  const known = counted !== undefined && counted.messages <= request.messages.length ? counted : undefined;
  const messages = request.messages.slice(known?.messages ?? 0);
  const bytes = byteLength(messages.map(textOf).join('')) + (known ? 0 : fixedBytes(request));
  const frame = messages.length * tokensPerMessage + (known ? 0 : frameTokens(request));
  const base = known?.inputTokens ?? 0;
  return { likely: base + Math.ceil(bytes / bytesPerToken) + frame, upper: base + bytes + frame };
}

const bytesPerToken = 3.5;
/** Roles and separators around a message. */
const tokensPerMessage = 8;
/** What vendors and the text protocol put around a request, and their own instructions for calling tools. */
const tokensPerRequest = 100;
const tokensForTools = 900;

function frameTokens({ tools }: Pick<ModelRequest, 'tools'>): number {
  return tokensPerRequest + (tools.length === 0 ? 0 : tokensForTools);
}

function fixedBytes({ system, tools }: Pick<ModelRequest, 'system' | 'tools'>): number {
  return byteLength(system) + (tools.length === 0 ? 0 : byteLength(JSON.stringify(tools)));
}

/** Calls and results carry ids and field names, which are text too. */
function textOf(message: Message): string {
  if (message.role === 'user') return message.text;
  if (message.role === 'tool') return JSON.stringify(message.results);
  return message.text + (message.toolCalls.length === 0 ? '' : JSON.stringify(message.toolCalls));
}

function byteLength(text: string): number {
  return new TextEncoder().encode(text).length;
}
