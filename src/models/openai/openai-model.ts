import { CallIds } from '../../engine/conversation/call-ids.ts';
import type { Model, ModelRequest } from '../../engine/ports/model.ts';
import { accountOf, type Endpoint } from '../endpoint.ts';
import { HttpFailure } from '../http-failure.ts';
import { loadAhead } from '../load-ahead.ts';
import { readComplaint } from '../server-complaint.ts';
import { streamAnswer } from '../stream-answer.ts';
import type { VendorFetch } from '../vendor-fetch.ts';
import { openOpenAi } from './open-openai.ts';
import { OpenAiAnswer } from './openai-answer.ts';
import type { OpenAiChunk } from './openai-chunk.ts';
import { adaptDialect, guessDialect, type OpenAiDialect } from './openai-dialect.ts';
import { toOpenAiRequest } from './openai-request.ts';

export interface OpenAiModelOptions {
  /** The model's name as the server knows it. */
  readonly name: string;
  /** Undefined for servers that ask for none. */
  readonly apiKey: string | undefined;
  readonly baseUrl: string;
  /** Sent beside the usual ones. */
  readonly headers: Readonly<Record<string, string>>;
  /** Added to every address, such as Azure's `api-version`. */
  readonly query?: Readonly<Record<string, string>>;
}

/** A model behind Chat Completions: OpenAI's own, or any server that speaks the same. */
export function createOpenAiModel(options: OpenAiModelOptions): Model {
  const endpoint = endpointOf(options);
  const client = new OpenAiClient(options);
  loadAhead(import('./openai-sdk.ts'));
  return {
    id: `openai/${options.name}`,
    account: accountOf(endpoint),
    stream: (request, { signal }) =>
      streamAnswer(
        { endpoint, signal, open: (fetch, either) => client.open(request, { fetch, signal: either }) },
        new OpenAiAnswer(new CallIds(request.messages)),
      ),
  };
}

interface Send {
  readonly fetch: VendorFetch;
  readonly signal: AbortSignal;
}

class OpenAiClient {
  readonly #options: OpenAiModelOptions;
  /** Learned from the server's complaints, so that only the first request pays for it. */
  #dialect: OpenAiDialect;

  constructor(options: OpenAiModelOptions) {
    this.#options = options;
    this.#dialect = guessDialect(options.baseUrl);
  }

  async open(request: ModelRequest, send: Send): Promise<AsyncIterable<OpenAiChunk>> {
    for (;;) {
      try {
        return await this.#send(request, send);
      } catch (error) {
        const dialect = this.#adapt(error);
        if (dialect === undefined) throw error;
        this.#dialect = dialect;
      }
    }
  }

  async #send(request: ModelRequest, { fetch, signal }: Send): Promise<AsyncIterable<OpenAiChunk>> {
    const client = await openOpenAi({ ...this.#options, fetch });
    return client.chat.completions.create(toOpenAiRequest(this.#options.name, request, this.#dialect), {
      signal,
    });
  }

  #adapt(error: unknown): OpenAiDialect | undefined {
    const refusal = error instanceof Error ? error.cause : undefined;
    if (!(refusal instanceof HttpFailure) || refusal.status !== 400) return undefined;
    return adaptDialect(this.#dialect, readComplaint(refusal));
  }
}

function endpointOf({ name, apiKey, baseUrl, headers }: OpenAiModelOptions): Endpoint {
  return {
    vendor: 'OpenAI',
    model: name,
    baseUrl,
    apiKey,
    secrets: Object.values(headers),
    keyVariable: 'OPENAI_API_KEY',
    urlVariable: 'OPENAI_BASE_URL',
    startHint: 'Start the server there, or check OPENAI_BASE_URL.',
  };
}
