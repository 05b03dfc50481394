import { listModels, type ModelListing } from '../models/list-models.ts';
import { maskKey } from '../models/mask-key.ts';
import type { ExtraProvider, HostOptions } from './open-host.ts';

/** How one provider can be reached from here, for people; its key shows four characters. */
export interface ConnectionReport {
  readonly provider: string;
  readonly title: string;
  readonly status: 'ok' | 'missing' | 'broken';
  /** Where it is and what it has, or what is wrong and what to do. */
  readonly detail: string;
  /** Null where nobody was asked. */
  readonly latencyMs: number | null;
  /** All that it lists. */
  readonly models: readonly string[];
}

/** Asks every provider, or only one, for its models. Costs nothing, takes seconds at most. */
export async function testConnections(
  { env, keys, settings, extraProviders = [] }: ConnectionOptions,
  signal: AbortSignal,
  only?: string,
): Promise<readonly ConnectionReport[]> {
  const { baseUrls = {}, headers = {} } = settings;
  const extras = extraProviders.filter(({ provider }) => only === undefined || provider === only);
  const [listed, brought] = await Promise.all([
    listModels({ env, keys, baseUrls, headers }, signal, only),
    Promise.all(extras.map(reportOfExtra)),
  ]);
  return [...listed.map(reportOf), ...brought];
}

type ConnectionOptions = Pick<HostOptions, 'env' | 'keys' | 'settings' | 'extraProviders'>;

/** The front end's own: nobody else is asked, and having none is no fault. */
async function reportOfExtra({ provider, list }: ExtraProvider): Promise<ConnectionReport> {
  const { title, models, advice } = await list();
  if (models.length === 0)
    return { provider, title, status: 'missing', detail: advice, latencyMs: null, models };
  return { provider, title, status: 'ok', detail: namesIn(models), latencyMs: null, models };
}

function reportOf(listing: ModelListing): ConnectionReport {
  const { provider, title, host, apiKey } = listing;
  const named = { provider, title };
  const key = apiKey === undefined ? '' : `key ${maskKey(apiKey)}`;
  const join = (...parts: readonly string[]) => parts.filter(part => part !== '').join(' · ');
  switch (listing.kind) {
    case 'not-set-up':
      return { ...named, status: 'missing', detail: listing.advice, latencyMs: null, models: [] };
    case 'silent':
    case 'broken': {
      const { latencyMs, reason, kind } = listing;
      // A local server that is not there is no fault: not everybody wants one.
      const status = kind === 'silent' && provider === 'ollama' ? 'missing' : 'broken';
      return { ...named, status, detail: join(reason, key), latencyMs, models: [] };
    }
    case 'answers': {
      const { latencyMs } = listing;
      const models = listing.models ?? [];
      return { ...named, status: 'ok', detail: join(host, key, describeList(listing)), latencyMs, models };
    }
    default:
      return listing satisfies never;
  }
}

/** `128 models in 230 ms: a, b, c, …` */
function describeList({ models, latencyMs }: Extract<ModelListing, { kind: 'answers' }>): string {
  if (models === null) return `answers in ${latencyMs} ms, without a list of models: name one`;
  return namesIn(models, ` in ${latencyMs} ms`);
}

function namesIn(models: readonly string[], took = ''): string {
  const shown = models.slice(0, shownModels).join(', ');
  const more = models.length > shownModels ? ', …' : '';
  return `${models.length} ${models.length === 1 ? 'model' : 'models'}${took}: ${shown}${more}`;
}

const shownModels = 5;
