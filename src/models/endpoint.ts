import { maskKey } from './mask-key.ts';

/** Where a model is asked, in the words that its error messages need. */
export interface Endpoint {
  /** For example `OpenAI`. */
  readonly vendor: string;
  /** The model's name as the vendor knows it. */
  readonly model: string;
  readonly baseUrl: string;
  /** Undefined where none is sent. */
  readonly apiKey: string | undefined;
  /** What else is sent that nobody may read, such as the values of the user's own headers. */
  readonly secrets: readonly string[];
  /** The environment variable that holds the key. */
  readonly keyVariable: string;
  /** The environment variable that holds the address. */
  readonly urlVariable: string;
  /** What to do when nothing answers at the address. */
  readonly startHint: string;
}

/** Who answers there: the vendor by name, or a server that speaks its language. */
export function nameServer(endpoint: Endpoint): string {
  const host = hostOf(endpoint);
  const isVendors = vendorDomains.some(domain => host === domain || host.endsWith(`.${domain}`));
  return isVendors ? endpoint.vendor : `The ${endpoint.vendor} server at ${host}`;
}

/** Tells servers and keys of one vendor apart, without giving a key away. */
export function accountOf({ baseUrl, apiKey = '' }: Endpoint): string {
  return `${baseUrl} ${maskKey(apiKey)}`;
}

/** The host with its port, without whatever else the address holds. */
export function hostOf(endpoint: Endpoint): string {
  return URL.canParse(endpoint.baseUrl) ? new URL(endpoint.baseUrl).host : endpoint.baseUrl;
}

const vendorDomains = ['openai.com', 'anthropic.com', 'claude.com', 'ollama.com', 'googleapis.com'];
