import { ForgeError } from '../engine/forge-error.ts';
import { scrubKeys } from './mask-key.ts';

/** Where keys, addresses and the like come from; each record is by provider. */
export interface ConnectionSources {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** From a safe place; they come before the environment's. */
  readonly keys?: Readonly<Record<string, string>>;
  /** From the settings; they come before the environment's. */
  readonly baseUrls?: Readonly<Record<string, string>>;
  /** Sent with every request, as some gateways want it. */
  readonly headers?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

export interface Connection {
  readonly apiKey: string | undefined;
  readonly baseUrl: string;
  /** Whether the vendor itself answers there, so that a key is needed and its models are there. */
  readonly isVendors: boolean;
  readonly headers: Readonly<Record<string, string>>;
  /** What the address has behind its question mark, to be sent with every request, such as Azure's `api-version`. */
  readonly query: Readonly<Record<string, string>>;
}

/**
 * Throws ForgeError `config.invalid` for an address or a key that cannot be one. Azure is known by its host and
 * gets the key the way it wants it: in a header of its own.
 */
export function connectOpenAi({ env, keys, baseUrls, headers }: ConnectionSources): Connection {
  const address = baseUrls?.['openai'] || env['OPENAI_BASE_URL'] || 'https://api.openai.com/v1';
  const { baseUrl, query } = splitAddress(
    checkAddress(address, 'OPENAI_BASE_URL', 'http://localhost:8000/v1'),
  );
  const apiKey = checkKey(keys?.['openai'] || env['OPENAI_API_KEY'], 'OPENAI_API_KEY');
  const isVendors = hostEndsWith(baseUrl, 'openai.com');
  return {
    apiKey,
    baseUrl,
    isVendors,
    query,
    headers: checkHeaders({
      ...(isVendors ? accountHeaders(env) : {}),
      ...(apiKey !== undefined && hostEndsWith(baseUrl, 'azure.com') ? { 'api-key': apiKey } : {}),
      ...readHeaders(env['OPENAI_CUSTOM_HEADERS']),
      ...headers?.['openai'],
    }),
  };
}

function splitAddress(address: string): Pick<Connection, 'baseUrl' | 'query'> {
  const url = new URL(address);
  const query = Object.fromEntries(url.searchParams);
  url.search = '';
  return { baseUrl: url.href.replace(/\/+$/u, ''), query };
}

/** One `Name: value` a line, as the vendors' SDKs take them. */
function readHeaders(lines: string | undefined): Readonly<Record<string, string>> {
  const pairs = (lines ?? '').split('\n').map(line => /^\s*([^:]*[^:\s])\s*:\s*(.*?)\s*$/u.exec(line));
  return Object.fromEntries(
    pairs.flatMap(pair => (pair?.[1] === undefined ? [] : [[pair[1], pair[2] ?? '']])),
  );
}

/** Which account to bill, for keys that belong to several; nobody else's business. */
function accountHeaders(env: ConnectionSources['env']): Readonly<Record<string, string>> {
  const { OPENAI_ORG_ID: organization, OPENAI_PROJECT_ID: project } = env;
  return {
    ...(organization ? { 'OpenAI-Organization': organization } : {}),
    ...(project ? { 'OpenAI-Project': project } : {}),
  };
}

/** Throws ForgeError `config.invalid` for an address or a key that cannot be one. */
export function connectAnthropic({ env, keys, baseUrls, headers }: ConnectionSources): Connection {
  const address = baseUrls?.['anthropic'] || env['ANTHROPIC_BASE_URL'] || 'https://api.anthropic.com';
  const checked = checkAddress(address, 'ANTHROPIC_BASE_URL', 'https://api.anthropic.com');
  const apiKey = checkKey(keys?.['anthropic'] || env['ANTHROPIC_API_KEY'], 'ANTHROPIC_API_KEY');
  // The SDK adds the version itself.
  const baseUrl = checked.replace(/\/v1$/u, '');
  return {
    apiKey,
    baseUrl,
    isVendors: hostEndsWith(baseUrl, 'anthropic.com'),
    query: {},
    headers: checkHeaders({ ...readHeaders(env['ANTHROPIC_CUSTOM_HEADERS']), ...headers?.['anthropic'] }),
  };
}

/** Throws ForgeError `config.invalid` for an address or a key that cannot be one. */
export function connectGemini({ env, keys, baseUrls, headers }: ConnectionSources): Connection {
  const address =
    baseUrls?.['gemini'] || env['GEMINI_BASE_URL'] || 'https://generativelanguage.googleapis.com';
  const checked = checkAddress(address, 'GEMINI_BASE_URL', 'https://generativelanguage.googleapis.com');
  const apiKey = checkKey(keys?.['gemini'] || env['GEMINI_API_KEY'], 'GEMINI_API_KEY');
  // The SDK adds the version itself.
  const baseUrl = checked.replace(/\/v1beta$/u, '');
  return {
    apiKey,
    baseUrl,
    isVendors: hostEndsWith(baseUrl, 'googleapis.com'),
    query: {},
    headers: checkHeaders(headers?.['gemini'] ?? {}),
  };
}

/**
 * Ollama's address. OLLAMA_HOST is also where its server listens, so it may have no scheme, no port, or
 * mean every interface.
 */
export function connectOllama({ env, baseUrls, headers }: ConnectionSources): Connection {
  const host = (baseUrls?.['ollama'] || env['OLLAMA_HOST'] || '127.0.0.1').trim();
  const withScheme = /^https?:\/\//u.test(host)
    ? host
    : `http://${host.startsWith(':') ? `127.0.0.1${host}` : host}`;
  const checked = checkAddress(withScheme, 'OLLAMA_HOST', 'http://127.0.0.1:11434');
  const url = new URL(checked);
  if (url.hostname === '0.0.0.0' || url.hostname === '[::]') url.hostname = '127.0.0.1';
  if (url.port === '' && withScheme !== host) url.port = '11434';
  return {
    apiKey: undefined,
    baseUrl: url.href.replace(/\/$/u, ''),
    isVendors: false,
    query: {},
    headers: checkHeaders(headers?.['ollama'] ?? {}),
  };
}

function checkAddress(address: string, variable: string, example: string): string {
  const url = URL.canParse(address.trim()) ? new URL(address.trim()) : undefined;
  if (url?.protocol !== 'http:' && url?.protocol !== 'https:') {
    // Somebody may have put the key there.
    const shown = scrubKeys(address, { apiKey: undefined, secrets: [] });
    const message = `${variable} is not a web address: "${shown}". Write it like ${example}.`;
    throw new ForgeError('config.invalid', message);
  }
  if (url.username !== '' || url.password !== '') {
    // No fetch takes such an address, and whatever shows it shows the password.
    const message = `${variable} has a user name or a password in it. Write the address without them, and send them in a header if the server wants them.`;
    throw new ForgeError('config.invalid', message);
  }
  return address.trim().replace(/\/+$/u, '');
}

/** A header can hold only such characters; what else gets into a key comes from copying. */
function checkKey(key: string | undefined, variable: string): string | undefined {
  const trimmed = key?.trim() ?? '';
  if (trimmed === '') return undefined;
  if (/^[\x21-\x7e]+$/u.test(trimmed)) return trimmed;
  throw new ForgeError('config.invalid', `${variable} has characters that no key has. Copy the key again.`);
}

/** Otherwise every request would fail as if the network were at fault. The value is secret. */
function checkHeaders(headers: Connection['headers']): Connection['headers'] {
  const wrong = Object.entries(headers).find(
    ([name, value]) => !isToken.test(name) || !isHeaderValue.test(value) || framing.has(name.toLowerCase()),
  );
  if (wrong === undefined) return headers;
  const message = `The header ${JSON.stringify(wrong[0])} cannot be sent with requests to models: its name or its value has characters that no header has, or it is one that every request sets by itself. Correct or remove it.`;
  throw new ForgeError('config.invalid', message);
}

// As RFC 9110 has them; a value is sent byte by byte.
const isToken = /^[!#$%&'*+.^_`|~\w-]+$/u;
const isHeaderValue = /^[\t\x20-\x7e\x80-\xff]*$/u;
const framing = new Set(['connection', 'content-length', 'host', 'transfer-encoding']);

function hostEndsWith(address: string, domain: string): boolean {
  const { hostname } = new URL(address);
  return hostname === domain || hostname.endsWith(`.${domain}`);
}
