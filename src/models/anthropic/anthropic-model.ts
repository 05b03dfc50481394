import { CallIds } from '../../engine/conversation/call-ids.ts';
import type { Model, ModelRequest } from '../../engine/ports/model.ts';
import { accountOf, type Endpoint } from '../endpoint.ts';
import { loadAhead } from '../load-ahead.ts';
import { streamAnswer } from '../stream-answer.ts';
import type { VendorFetch } from '../vendor-fetch.ts';
import { AnthropicAnswer } from './anthropic-answer.ts';
import type { AnthropicEvent } from './anthropic-event.ts';
import { toAnthropicRequest } from './anthropic-request.ts';
import { openAnthropic } from './open-anthropic.ts';

export interface AnthropicModelOptions {
  /** For example `claude-sonnet-5-5`. */
  readonly name: string;
  /** Undefined for servers that ask for none. */
  readonly apiKey: string | undefined;
  readonly baseUrl: string;
  /** Sent beside the usual ones. */
  readonly headers: Readonly<Record<string, string>>;
}

/** A Claude model behind the Messages API. */
export function createAnthropicModel(options: AnthropicModelOptions): Model {
  const endpoint = endpointOf(options);
  loadAhead(import('./anthropic-sdk.ts'));
  return {
    id: `anthropic/${options.name}`,
    account: accountOf(endpoint),
    stream: (request, { signal }) =>
      streamAnswer(
        { endpoint, signal, open: (fetch, either) => open(options, request, { fetch, signal: either }) },
        new AnthropicAnswer(new CallIds(request.messages)),
      ),
  };
}

interface Send {
  readonly fetch: VendorFetch;
  readonly signal: AbortSignal;
}

async function open(
  options: AnthropicModelOptions,
  request: ModelRequest,
  { fetch, signal }: Send,
): Promise<AsyncIterable<AnthropicEvent>> {
  const { Messages } = await import('./anthropic-sdk.ts');
  const client = await openAnthropic({ ...options, fetch });
  return new Messages(client).create(toAnthropicRequest(options.name, request), { signal });
}

function endpointOf({ name, apiKey, baseUrl, headers }: AnthropicModelOptions): Endpoint {
  return {
    vendor: 'Anthropic',
    model: name,
    baseUrl,
    apiKey,
    secrets: Object.values(headers),
    keyVariable: 'ANTHROPIC_API_KEY',
    urlVariable: 'ANTHROPIC_BASE_URL',
    startHint: 'Start the server there, or check ANTHROPIC_BASE_URL.',
  };
}
