import type { ChatResponse } from 'ollama';
import { CallIds } from '../../engine/conversation/call-ids.ts';
import { ForgeError } from '../../engine/forge-error.ts';
import type { Model, ModelLimits, ModelRequest } from '../../engine/ports/model.ts';
import { accountOf, type Endpoint } from '../endpoint.ts';
import { loadAhead } from '../load-ahead.ts';
import { streamAnswer } from '../stream-answer.ts';
import type { VendorFetch } from '../vendor-fetch.ts';
import { fitContext } from './fit-context.ts';
import { OllamaAnswer } from './ollama-answer.ts';
import { askOllamaLimits } from './ollama-limits.ts';
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
  loadAhead(import('ollama'));
  const limits = rememberLimits(options);
  return {
    id: `ollama/${options.name}`,
    account: accountOf(endpoint),
    stream: (request, { signal }) =>
      streamAnswer(
        {
          endpoint,
          signal,
          open: (fetch, either) => open(options, request, { fetch, signal: either, limits }),
        },
        new OllamaAnswer(new CallIds(request.messages)),
      ),
    limits,
  };
}

type AskLimits = NonNullable<Model['limits']>;

/** A model changes only with its name, so what is known of it stays; what is not is asked again. */
function rememberLimits(options: OllamaModelOptions): AskLimits {
  let known: ModelLimits = {};
  return async signal => {
    if (Object.keys(known).length === 0) known = await askOllamaLimits(options, signal);
    return known;
  };
}

interface Send {
  readonly fetch: VendorFetch;
  readonly signal: AbortSignal;
  readonly limits: AskLimits;
}

async function open(
  options: OllamaModelOptions,
  request: ModelRequest,
  { fetch, signal, limits }: Send,
): Promise<AsyncIterable<ChatResponse>> {
  const { name, baseUrl, headers } = options;
  const known = await limits(signal);
  if (known.tools === false && request.tools.length > 0) throw noTools(name);
  const fit = fitContext(name, request, known);
  const { Ollama } = await import('ollama');
  const client = new Ollama({
    host: baseUrl,
    headers,
    // The SDK has no signal for a request whose answer has not begun.
    fetch: async (input, init) => {
      const response = await fetch(input, { ...init, signal });
      return new Response(response.body?.pipeThrough(wholeLines()) ?? null, response);
    },
  });
  return client.chat(toOllamaRequest(name, request, fit));
}

/** Said before Ollama is asked, which would say the same. */
function noTools(name: string): ForgeError {
  return new ForgeError(
    'provider.no-tools',
    `The model ${name} of Ollama cannot call tools. Choose another model.`,
  );
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
