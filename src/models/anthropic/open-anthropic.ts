import type { BaseAnthropic } from '@anthropic-ai/sdk/client';
import type { VendorFetch } from '../vendor-fetch.ts';

export interface AnthropicClientOptions {
  /** Undefined for servers that ask for none. */
  readonly apiKey: string | undefined;
  readonly baseUrl: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly fetch: VendorFetch | typeof fetch;
}

/** A client of Anthropic's interface, through its SDK; its resources are opened on it. */
export async function openAnthropic(options: AnthropicClientOptions): Promise<BaseAnthropic> {
  const { apiKey = 'none', baseUrl, headers, fetch } = options;
  const { BaseAnthropic: Client } = await import('./anthropic-sdk.ts');
  return new Client({
    apiKey,
    baseURL: baseUrl,
    maxRetries: 0,
    logLevel: 'off',
    openTelemetry: false,
    fetch,
    defaultHeaders: headers,
  });
}
