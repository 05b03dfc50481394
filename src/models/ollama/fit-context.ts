import { ForgeError } from '../../engine/forge-error.ts';
import type { ModelLimits, ModelRequest } from '../../engine/ports/model.ts';

/** How a model is to be loaded and asked, in tokens. */
export interface OllamaFit {
  readonly contextTokens: number;
  readonly maxOutputTokens: number;
}

/**
 * The context length to load the model with. Ollama silently drops what does not fit, and loads the model anew
 * whenever the length changes: so one length, doubled until the request fits, up to what the model can. Throws
 * ForgeError `provider.context-too-long` when it cannot take the request with room for an answer.
 */
export function fitContext(model: string, request: ModelRequest, { contextTokens }: ModelLimits): OllamaFit {
  const limit = contextTokens ?? Number.POSITIVE_INFINITY;
  const characters = JSON.stringify([request.system, request.messages, request.tools]).length;
  const promptTokens = Math.ceil(characters / charactersPerToken);
  const room = limit - promptTokens;
  if (room < Math.min(leastAnswerTokens, request.maxOutputTokens)) throw tooLong(model, promptTokens, limit);
  const maxOutputTokens = Math.min(request.maxOutputTokens, room);
  let length = usualContextTokens;
  while (length < promptTokens + maxOutputTokens) length *= 2;
  return { contextTokens: Math.min(length, limit), maxOutputTokens };
}

function tooLong(model: string, promptTokens: number, limit: number): ForgeError {
  return new ForgeError(
    'provider.context-too-long',
    `The request needs about ${promptTokens} tokens, but ollama/${model} takes ${limit} with its answer. Choose a model with a longer context, or a smaller task.`,
  );
}

const usualContextTokens = 16_384;

// Less would not hold an edit.
const leastAnswerTokens = 512;

// Code has fewer characters a token than prose; too many tokens of room is the harmless side.
const charactersPerToken = 3;
