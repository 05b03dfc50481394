import type { ModelTiers } from '../engine/routing/model-tiers.ts';
import {
  type ConnectionSources,
  connectAnthropic,
  connectGemini,
  connectOllama,
  connectOpenAi,
} from './connections.ts';
import { localTiers, vendorTiers } from './default-tiers.ts';
import { noRedirects } from './vendor-fetch.ts';

/** A provider that can be asked from here. */
export interface AvailableProvider {
  readonly provider: 'openai' | 'anthropic' | 'gemini' | 'ollama';
  /** For people, for example `Ollama at 127.0.0.1:11434`. */
  readonly title: string;
  /** What to ask there for tasks of each tier. */
  readonly tiers: ModelTiers;
  /** The names that the server lists; empty where it was not asked. */
  readonly models: readonly string[];
}

/**
 * All that is there: providers by their keys, and Ollama if it answers. A key is not tried: it shows
 * at the first request whether it is good.
 */
export async function findAvailableModels(
  sources: ConnectionSources,
  signal: AbortSignal,
): Promise<readonly AvailableProvider[]> {
  const found = await Promise.all([
    findOpenAi(sources, signal),
    findAnthropic(sources),
    findGemini(sources),
    findOllama(sources, signal),
  ]);
  return found.filter(provider => provider !== undefined);
}

/** A server of one's own need not have OpenAI's models, so it is asked which it has. */
async function findOpenAi(
  sources: ConnectionSources,
  signal: AbortSignal,
): Promise<AvailableProvider | undefined> {
  const { apiKey, baseUrl, isVendors, query, headers: extra } = connectOpenAi(sources);
  if (isVendors && apiKey === undefined) return undefined;
  const headers = { authorization: `Bearer ${apiKey ?? 'none'}`, ...extra };
  const address = new URL(`${baseUrl}/models`);
  address.search = new URLSearchParams(query).toString();
  const listed = isVendors ? [] : await askNames(address.href, { headers, signal, timeoutMs: 1500 });
  // A server without a list may still be there; one without a key and a list is not.
  if (listed === undefined && apiKey === undefined) return undefined;
  const models = listed ?? [];
  const title = isVendors ? 'OpenAI' : `the OpenAI server at ${new URL(baseUrl).host}`;
  return { provider: 'openai', title, tiers: vendorTiers('openai', models), models };
}

function findAnthropic(sources: ConnectionSources): AvailableProvider | undefined {
  const { apiKey, baseUrl, isVendors } = connectAnthropic(sources);
  if (apiKey === undefined) return undefined;
  const title = isVendors ? 'Anthropic' : `the Anthropic server at ${new URL(baseUrl).host}`;
  return { provider: 'anthropic', title, tiers: vendorTiers('anthropic', []), models: [] };
}

function findGemini(sources: ConnectionSources): AvailableProvider | undefined {
  const { apiKey, baseUrl, isVendors } = connectGemini(sources);
  if (apiKey === undefined) return undefined;
  const title = isVendors ? 'Gemini' : `the Gemini server at ${new URL(baseUrl).host}`;
  return { provider: 'gemini', title, tiers: vendorTiers('gemini', []), models: [] };
}

async function findOllama(
  sources: ConnectionSources,
  signal: AbortSignal,
): Promise<AvailableProvider | undefined> {
  const { baseUrl, headers } = connectOllama(sources);
  // Where nothing listens that is known at once; a busy machine may take its time to answer.
  const models = await askNames(`${baseUrl}/api/tags`, { headers, signal, timeoutMs: 1500 });
  const tiers = localTiers(models ?? []);
  if (models === undefined || tiers === undefined) return undefined;
  return { provider: 'ollama', title: `Ollama at ${new URL(baseUrl).host}`, tiers, models };
}

interface Asking {
  readonly headers: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
  readonly timeoutMs: number;
}

/** The names of a server's models; undefined when it does not answer in time or not with a list. */
async function askNames(
  url: string,
  { headers, signal, timeoutMs }: Asking,
): Promise<readonly string[] | undefined> {
  signal.throwIfAborted();
  const inTime = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]);
  try {
    const response = await fetch(url, { headers, signal: inTime, ...noRedirects });
    return response.ok ? namesIn(await response.json()) : undefined;
  } catch {
    // Being absent, slow or something else altogether is all the same here; only the user's cancel is not.
    signal.throwIfAborted();
    return undefined;
  }
}

/** `{ models: [{ name }] }` of Ollama, `{ data: [{ id }] }` of the others. */
function namesIn(body: unknown): readonly string[] | undefined {
  if (typeof body !== 'object' || body === null) return undefined;
  const list: unknown = Reflect.get(body, 'models') ?? Reflect.get(body, 'data');
  if (!Array.isArray(list)) return undefined;
  const names = list.map((item: unknown) =>
    typeof item === 'object' && item !== null
      ? (Reflect.get(item, 'name') ?? Reflect.get(item, 'id'))
      : undefined,
  );
  return names.filter(name => typeof name === 'string');
}
