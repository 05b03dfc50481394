import type { GenerateContentResponse } from '@google/genai';
import { CallIds } from '../../engine/conversation/call-ids.ts';
import type { Model, ModelRequest } from '../../engine/ports/model.ts';
import { accountOf, type Endpoint } from '../endpoint.ts';
import { loadAhead } from '../load-ahead.ts';
import { streamAnswer } from '../stream-answer.ts';
import type { VendorFetch } from '../vendor-fetch.ts';
import { GeminiAnswer } from './gemini-answer.ts';
import { type GeminiPiece, piecesOf } from './gemini-piece.ts';
import { toGeminiRequest } from './gemini-request.ts';
import { openGemini } from './open-gemini.ts';

export interface GeminiModelOptions {
  /** For example `gemini-3.8-flash`. */
  readonly name: string;
  /** Undefined for servers that ask for none. */
  readonly apiKey: string | undefined;
  readonly baseUrl: string;
  /** Sent beside the usual ones. */
  readonly headers: Readonly<Record<string, string>>;
}

/** A Gemini model behind Google's Gemini API. */
export function createGeminiModel(options: GeminiModelOptions): Model {
  const endpoint = endpointOf(options);
  loadAhead(import('./gemini-sdk.ts'));
  return {
    id: `gemini/${options.name}`,
    account: accountOf(endpoint),
    stream: (request, { signal }) =>
      streamAnswer(
        { endpoint, signal, open: (fetch, either) => open(options, request, { fetch, signal: either }) },
        new GeminiAnswer(new CallIds(request.messages)),
      ),
  };
}

interface Send {
  readonly fetch: VendorFetch;
  readonly signal: AbortSignal;
}

async function open(
  options: GeminiModelOptions,
  request: ModelRequest,
  { fetch, signal }: Send,
): Promise<AsyncIterable<GeminiPiece>> {
  const models = await openGemini({ ...options, fetch });
  const stream: AsyncIterable<GenerateContentResponse> = await models.generateContentStream(
    toGeminiRequest(options.name, request, signal),
  );
  return piecesOf(stream);
}

function endpointOf({ name, apiKey, baseUrl, headers }: GeminiModelOptions): Endpoint {
  return {
    vendor: 'Gemini',
    model: name,
    baseUrl,
    apiKey,
    secrets: Object.values(headers),
    keyVariable: 'GEMINI_API_KEY',
    urlVariable: 'GEMINI_BASE_URL',
    startHint: 'Start the server there, or check GEMINI_BASE_URL.',
  };
}
