import type { ModelLimits } from '../../engine/ports/model.ts';
import { noRedirects } from '../vendor-fetch.ts';

/** Where Ollama runs, and which model is meant. */
export interface OllamaPlace {
  readonly name: string;
  readonly baseUrl: string;
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * Asks Ollama what a model can. Empty when it does not say, or not in time: the request itself will show what is
 * wrong, and in better words. Throws the signal's AbortError.
 */
export async function askOllamaLimits(place: OllamaPlace, signal: AbortSignal): Promise<ModelLimits> {
  const inTime = AbortSignal.any([signal, AbortSignal.timeout(showTimeoutMs)]);
  const { Ollama } = await import('ollama');
  const client = new Ollama({
    host: place.baseUrl,
    headers: place.headers,
    fetch: (input, init) => fetch(input, { ...init, signal: inTime, ...noRedirects }),
  });
  try {
    return readLimits(await client.show({ model: place.name }));
  } catch {
    signal.throwIfAborted();
    return {};
  }
}

/** `{ model_info: { "<architecture>.context_length": 32768 }, capabilities: ["completion", "tools"] }`. */
function readLimits(shown: unknown): ModelLimits {
  if (typeof shown !== 'object' || shown === null) return {};
  const info: unknown = Reflect.get(shown, 'model_info');
  const capabilities: unknown = Reflect.get(shown, 'capabilities');
  const [, length] = Object.entries(info ?? {}).find(([key]) => key.endsWith('.context_length')) ?? [];
  return {
    ...(Number.isSafeInteger(length) && length > 0 ? { contextTokens: length as number } : {}),
    ...(Array.isArray(capabilities) ? { tools: capabilities.includes('tools') } : {}),
  };
}

// It is read from a file, even where a model takes minutes to load.
const showTimeoutMs = 5_000;
