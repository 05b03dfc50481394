import type { OpenAI } from 'openai/client';
import type { VendorFetch } from '../vendor-fetch.ts';

export interface OpenAiClientOptions {
  /** Undefined for servers that ask for none. */
  readonly apiKey: string | undefined;
  readonly baseUrl: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Added to every address, such as Azure's `api-version`. */
  readonly query?: Readonly<Record<string, string>>;
  readonly fetch: VendorFetch | typeof fetch;
}

/** A client of OpenAI's interface, through its SDK. Imported when needed: it costs more to load than all of the rest. */
export async function openOpenAi(options: OpenAiClientOptions): Promise<OpenAI> {
  const { apiKey = 'none', baseUrl, headers, query, fetch } = options;
  const { OpenAI } = await import('./openai-sdk.ts');
  return new OpenAI({
    apiKey,
    adminAPIKey: null,
    // Otherwise the SDK tells them from the environment to whatever server this is.
    organization: null,
    project: null,
    baseURL: baseUrl,
    maxRetries: 0,
    logLevel: 'off',
    fetch,
    defaultHeaders: headers,
    ...(query === undefined ? {} : { defaultQuery: { ...query } }),
  });
}
