import { ForgeError } from '../engine/forge-error.ts';
import { openAnthropic } from './anthropic/open-anthropic.ts';
import { classifyFailure } from './classify-failure.ts';
import {
  type Connection,
  type ConnectionSources,
  connectAnthropic,
  connectGemini,
  connectOllama,
  connectOpenAi,
} from './connections.ts';
import { type Endpoint, hostOf, nameServer } from './endpoint.ts';
import { openGemini } from './gemini/open-gemini.ts';
import { HttpFailure } from './http-failure.ts';
import { openOpenAi } from './openai/open-openai.ts';
import { noRedirects } from './vendor-fetch.ts';

/** What became of asking a provider which models it has. */
export type ModelListing = ListedProvider &
  (
    | {
        readonly kind: 'answers';
        readonly latencyMs: number;
        /** Null where the server has no such list; it can be asked all the same. */
        readonly models: readonly string[] | null;
      }
    /** Nothing points there: no key is set. */
    | { readonly kind: 'not-set-up'; readonly advice: string }
    | {
        /** `silent`: nothing there answers at all. */
        readonly kind: 'broken' | 'silent';
        readonly latencyMs: number;
        /** One or two sentences: what is wrong, and what to do. */
        readonly reason: string;
      }
  );

interface ListedProvider {
  readonly provider: string;
  /** For people, such as `OpenAI`. */
  readonly title: string;
  /** Empty where its address is none. */
  readonly host: string;
  /** Secret: whoever shows it masks it. */
  readonly apiKey: string | undefined;
}

/**
 * Asks every provider, or only one, for its list of models through its own SDK, all at once. Nothing is paid for that. Throws
 * the signal's AbortError.
 */
export function listModels(
  sources: ConnectionSources,
  signal: AbortSignal,
  only?: string,
): Promise<readonly ModelListing[]> {
  const asked = listers.filter(({ provider }) => only === undefined || provider === only);
  return Promise.all(asked.map(lister => listFrom(lister, sources, signal)));
}

/** How one provider is asked. */
interface Lister {
  readonly provider: string;
  readonly title: string;
  readonly keyVariable: string;
  readonly urlVariable: string;
  /** What to do when nothing answers, and when the list is empty. */
  readonly startHint: string;
  readonly fillHint: string;
  readonly needsKey: (connection: Connection) => boolean;
  readonly connect: (sources: ConnectionSources) => Connection;
  readonly list: (connection: Connection, send: Send) => Promise<readonly string[]>;
}

interface Send {
  readonly fetch: typeof fetch;
  readonly signal: AbortSignal;
}

const checkKey = 'Check which models its key may use.';

const listers: readonly Lister[] = [
  {
    provider: 'openai',
    title: 'OpenAI',
    keyVariable: 'OPENAI_API_KEY',
    urlVariable: 'OPENAI_BASE_URL',
    startHint: 'Start the server there, or check OPENAI_BASE_URL.',
    fillHint: checkKey,
    needsKey: ({ isVendors }) => isVendors,
    connect: connectOpenAi,
    async list(connection, { fetch, signal }) {
      const client = await openOpenAi({ ...connection, fetch });
      return (await client.models.list({ signal })).data.map(({ id }) => id);
    },
  },
  {
    provider: 'anthropic',
    title: 'Anthropic',
    keyVariable: 'ANTHROPIC_API_KEY',
    urlVariable: 'ANTHROPIC_BASE_URL',
    startHint: 'Start the server there, or check ANTHROPIC_BASE_URL.',
    fillHint: checkKey,
    needsKey: () => true,
    connect: connectAnthropic,
    async list(connection, { fetch, signal }) {
      const { Models } = await import('./anthropic/anthropic-sdk.ts');
      const client = await openAnthropic({ ...connection, fetch });
      return (await new Models(client).list({ limit: 1_000 }, { signal })).data.map(({ id }) => id);
    },
  },
  {
    provider: 'gemini',
    title: 'Gemini',
    keyVariable: 'GEMINI_API_KEY',
    urlVariable: 'GEMINI_BASE_URL',
    startHint: 'Start the server there, or check GEMINI_BASE_URL.',
    fillHint: checkKey,
    needsKey: () => true,
    connect: connectGemini,
    async list(connection, { fetch, signal }) {
      const models = await openGemini({ ...connection, fetch });
      const page = await models.list({ config: { pageSize: 1_000, abortSignal: signal } });
      return page.page.map(({ name = '' }) => name.replace(/^models\//u, ''));
    },
  },
  {
    provider: 'ollama',
    title: 'Ollama',
    keyVariable: 'OLLAMA_API_KEY',
    urlVariable: 'OLLAMA_HOST',
    startHint: 'Start Ollama with "ollama serve", or set OLLAMA_HOST to where it runs.',
    fillHint: 'Get one, for example with "ollama pull qwen3-coder".',
    needsKey: () => false,
    connect: connectOllama,
    async list({ baseUrl, headers }, { fetch: send, signal }) {
      const { Ollama } = await import('ollama');
      // The SDK has no signal for a request.
      const client = new Ollama({
        host: baseUrl,
        headers,
        fetch: (input, init) => send(input, { ...init, signal }),
      });
      return (await client.list()).models.map(({ name }) => name);
    },
  },
];

async function listFrom(
  lister: Lister,
  sources: ConnectionSources,
  signal: AbortSignal,
): Promise<ModelListing> {
  const { provider, title } = lister;
  const settled = connectWith(lister, sources);
  if ('reason' in settled)
    return { provider, title, host: '', apiKey: undefined, kind: 'broken', latencyMs: 0, ...settled };
  const { connection } = settled;
  const endpoint = endpointOf(lister, connection);
  const { apiKey } = connection;
  const known = { provider, title, host: hostOf(endpoint), apiKey };
  if (apiKey === undefined && lister.needsKey(connection)) {
    return { ...known, kind: 'not-set-up', advice: `set ${lister.keyVariable}` };
  }
  const startedAt = performance.now();
  const took = () => Math.round(performance.now() - startedAt);
  const timeout = AbortSignal.timeout(patienceMs);
  try {
    const send = { fetch: fetchList, signal: AbortSignal.any([signal, timeout]) };
    const models = await lister.list(connection, send);
    const latencyMs = took();
    if (models.length > 0) return { ...known, kind: 'answers', latencyMs, models };
    const reason = `${nameServer(endpoint)} has no models. ${lister.fillHint}`;
    return { ...known, kind: 'broken', latencyMs, reason };
  } catch (error) {
    signal.throwIfAborted();
    // Not every server that speaks a vendor's language has its list.
    if (isNotFound(error) && !connection.isVendors) {
      return { ...known, kind: 'answers', latencyMs: took(), models: null };
    }
    const reason = timeout.aborted
      ? `${nameServer(endpoint)} has not answered within ${patienceMs / 1000} seconds. ${lister.startHint}`
      : classifyFailure(error, endpoint).message;
    const kind = httpFailureIn(error) === undefined && !timeout.aborted ? 'silent' : 'broken';
    return { ...known, kind, latencyMs: took(), reason };
  }
}

/** An address or a key that cannot be one is what is wrong with this provider, and says nothing of the others. */
function connectWith(
  lister: Lister,
  sources: ConnectionSources,
): { readonly connection: Connection } | { readonly reason: string } {
  try {
    return { connection: lister.connect(sources) };
  } catch (error) {
    if (!(error instanceof ForgeError)) throw error;
    return { reason: error.message };
  }
}

// Somebody looks on: a server that takes longer to say what it has is as good as gone.
const patienceMs = 5_000;

function endpointOf({ title, ...lister }: Lister, { apiKey, baseUrl, headers }: Connection): Endpoint {
  const { keyVariable, urlVariable, startHint } = lister;
  const secrets = Object.values(headers);
  return { vendor: title, model: 'any', baseUrl, apiKey, secrets, keyVariable, urlVariable, startHint };
}

/** An error status and a web page are told as what they are, whatever the SDK would make of them. */
const fetchList: typeof fetch = async (input, init) => {
  const response = await fetch(input, { ...init, ...noRedirects });
  const isWebPage = (response.headers.get('content-type') ?? '').includes('html');
  if (response.ok && !isWebPage) return response;
  throw new HttpFailure(response, (await response.text()).slice(0, maxErrorLength));
};

const maxErrorLength = 20_000;

function isNotFound(error: unknown): boolean {
  const failure = httpFailureIn(error);
  return failure?.status === 404 && !failure.isWebPage;
}

/** The SDKs put what their fetch threw behind errors of their own. */
function httpFailureIn(error: unknown): HttpFailure | undefined {
  for (let link = error; link instanceof Error; link = link.cause) {
    if (link instanceof HttpFailure) return link;
  }
  return undefined;
}
