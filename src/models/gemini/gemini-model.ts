import type { GenerateContentResponse } from '@google/genai';
import { CallIds } from '../../engine/conversation/call-ids.ts';
import type { Model, ModelRequest } from '../../engine/ports/model.ts';
import type { Endpoint } from '../endpoint.ts';
import { streamAnswer } from '../stream-answer.ts';
import type { VendorFetch } from '../vendor-fetch.ts';
import { GeminiAnswer } from './gemini-answer.ts';
import { type GeminiPiece, piecesOf } from './gemini-piece.ts';
import { toGeminiRequest } from './gemini-request.ts';

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
  return {
    id: `gemini/${options.name}`,
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
  const { ApiClient, Models } = await import('./gemini-sdk.ts');
  const { name, apiKey = 'none', baseUrl, headers } = options;
  const client = new ApiClient({
    apiKey,
    // Otherwise the environment decides whether this is Google Cloud.
    vertexai: false,
    httpOptions: { baseUrl, headers, fetch },
    auth: { addAuthHeaders: async sent => sent.set('x-goog-api-key', apiKey) },
    uploader: noFiles,
    downloader: noFiles,
  });
  // Each of the SDK's two entry points declares this class for itself.
  const models = new Models(client as unknown as ConstructorParameters<typeof Models>[0]);
  const stream: AsyncIterable<GenerateContentResponse> = await models.generateContentStream(
    toGeminiRequest(name, request, signal),
  );
  return piecesOf(stream);
}

/** Files are never sent, so nothing here is ever called. */
const noFiles = {
  upload: refuseFiles,
  uploadToFileSearchStore: refuseFiles,
  stat: refuseFiles,
  download: refuseFiles,
};

function refuseFiles(): Promise<never> {
  throw new Error('CodeForge sends no files to Gemini.');
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
