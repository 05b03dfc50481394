import type { ChatResponse } from 'ollama';
import { CallIds } from '../../engine/conversation/call-ids.ts';
import type { Model, ModelRequest } from '../../engine/ports/model.ts';
import type { Endpoint } from '../endpoint.ts';
import { streamAnswer } from '../stream-answer.ts';
import type { VendorFetch } from '../vendor-fetch.ts';
import { OllamaAnswer } from './ollama-answer.ts';
import { toOllamaRequest } from './ollama-request.ts';
import { wholeLines } from './whole-lines.ts';

export interface OllamaModelOptions {
  /** For example `qwen3-coder:30b`. */
  readonly name: string;
  readonly baseUrl: string;
  /** Sent beside the usual ones. */
  readonly headers: Readonly<Record<string, string>>;
}

/** A model that Ollama runs. */
export function createOllamaModel(options: OllamaModelOptions): Model {
  const endpoint = endpointOf(options);
  return {
    id: `ollama/${options.name}`,
    stream: (request, { signal }) =>
      streamAnswer(
        { endpoint, signal, open: (fetch, either) => open(options, request, { fetch, signal: either }) },
        new OllamaAnswer(new CallIds(request.messages)),
      ),
  };
}

interface Send {
  readonly fetch: VendorFetch;
  readonly signal: AbortSignal;
}

async function open(
  options: OllamaModelOptions,
  request: ModelRequest,
  { fetch, signal }: Send,
): Promise<AsyncIterable<ChatResponse>> {
  const { Ollama } = await import('ollama');
  const { name, baseUrl, headers } = options;
  const client = new Ollama({
    host: baseUrl,
    headers,
    // The SDK has no signal for a request whose answer has not begun.
    fetch: async (input, init) => {
      const response = await fetch(input, { ...init, signal });
      return new Response(response.body?.pipeThrough(wholeLines()) ?? null, response);
    },
  });
  return client.chat(toOllamaRequest(name, request));
}

function endpointOf({ name, baseUrl, headers }: OllamaModelOptions): Endpoint {
  return {
    vendor: 'Ollama',
    model: name,
    baseUrl,
    apiKey: undefined,
    secrets: Object.values(headers),
    keyVariable: 'OLLAMA_API_KEY',
    urlVariable: 'OLLAMA_HOST',
    startHint: 'Start Ollama with "ollama serve", or set OLLAMA_HOST to where it runs.',
  };
}
