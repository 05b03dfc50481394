import type { Models } from '@google/genai';
import type { VendorFetch } from '../vendor-fetch.ts';

export interface GeminiClientOptions {
  /** Undefined for servers that ask for none. */
  readonly apiKey: string | undefined;
  readonly baseUrl: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly fetch: VendorFetch | typeof fetch;
}

/** The models behind Google's Gemini API, through its SDK. */
export async function openGemini({
  apiKey = 'none',
  baseUrl,
  headers,
  fetch,
}: GeminiClientOptions): Promise<Models> {
  const { ApiClient, Models: GeminiModels } = await import('./gemini-sdk.ts');
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
  return new GeminiModels(client as unknown as ConstructorParameters<typeof GeminiModels>[0]);
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
