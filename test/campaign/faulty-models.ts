import { estimateTokens } from '../../src/engine/cost/estimate-tokens.ts';
import { ForgeError, type ForgeErrorCode } from '../../src/engine/forge-error.ts';
import type { ModelEvent, ModelRequest, ModelResponse, OpenModel } from '../../src/engine/ports/model.ts';
import { type ScriptedAnswer, toModelResponse } from '../fakes/scripted-model.ts';
import type { SeededRandom } from './seeded-random.ts';

/** Models that know the answer, and a world that often keeps it from arriving whole. */
export interface FaultyModels {
  readonly open: OpenModel;
  /** Streams that nobody has closed. */
  readonly alive: () => number;
  /** Answers that arrived whole. */
  readonly delivered: () => number;
  /** What went wrong, in order, for whoever has to find out why. */
  readonly faults: readonly string[];
}

export interface FaultyModelsOptions {
  readonly random: SeededRandom;
  /** Of all requests, how many meet a fault. */
  readonly faultRate: number;
  readonly answer: (request: ModelRequest) => ScriptedAnswer;
}

export function createFaultyModels({ random, faultRate, answer }: FaultyModelsOptions): FaultyModels {
  const faults: string[] = [];
  let alive = 0;
  let delivered = 0;
  let turn = 0;

  const open: OpenModel = id => ({
    id,
    limits: async () => (random.chance(0.2) ? { contextTokens: 500, tools: false } : {}),
    async *stream(request, { signal }): AsyncGenerator<ModelEvent> {
      signal.throwIfAborted();
      turn += 1;
      alive += 1;
      const name = random.chance(faultRate) ? random.pick(faultNames) : 'none';
      if (name !== 'none') faults.push(`${id}: ${name}`);
      try {
        if (random.chance(0.3))
          yield {
            type: 'rate-limits',
            standing: { requests: { remaining: random.whole(3), resetMs: 4_000 } },
          };
        yield* play(name, { response: responseTo(request, turn), signal, random });
      } finally {
        alive -= 1;
      }
    },
  });

  const responseTo = (request: ModelRequest, number: number): ModelResponse => ({
    ...toModelResponse(answer(request), number),
    usage: {
      inputTokens: estimateTokens(request).likely,
      cacheReadTokens: 0,
      cacheWriteTokens: 0,
      outputTokens: random.whole(request.maxOutputTokens),
      reasoningTokens: 0,
    },
  });

  async function* play(name: FaultName | 'none', scene: Scene): AsyncGenerator<ModelEvent> {
    const whole = faultsBefore[name];
    if (whole !== undefined) await whole(scene);
    if (scene.response.text !== '') yield { type: 'text.delta', text: scene.response.text };
    if (name === 'breaks') throw gone(undefined);
    if (name === 'stalls') await untilAborted(scene.signal);
    // A stream that ends as if it were whole.
    if (name === 'ends early') return;
    delivered += 1;
    yield { type: 'end', response: (damages[name] ?? same)(scene) };
  }

  return { open, alive: () => alive, delivered: () => delivered, faults };
}

interface Scene {
  readonly response: ModelResponse;
  readonly signal: AbortSignal;
  readonly random: SeededRandom;
}

/** What happens instead of an answer, before its first word. */
const faultsBefore: Readonly<Record<string, (scene: Scene) => Promise<void>>> = {
  'is down': () => Promise.reject(gone(503)),
  'is not found': () => Promise.reject(gone(undefined)),
  'wants a pause': ({ random }) =>
    refuse('provider.rate-limited', { retryable: true, status: 429, retryAfterMs: random.whole(120_000) }),
  'is silent': ({ signal }) => untilAborted(signal),
  'refuses the key': () => refuse('provider.unauthorized', { status: 401 }),
  'has no credit': () => refuse('provider.no-credit', { status: 402 }),
  'knows no such model': () => refuse('config.invalid', { status: 404 }),
  'refuses the content': () => refuse('provider.refused', { status: 400 }),
  'does not understand': () => refuse('provider.bad-request', { status: 400 }),
  'finds it too long': () => refuse('provider.context-too-long', { status: 400 }),
};

/** What is wrong with an answer that arrives. */
const damages: Readonly<Record<string, (scene: Scene) => ModelResponse>> = {
  'runs into its limit': ({ response, random }) => ({
    ...cutArguments(response, random),
    stopReason: 'length',
  }),
  'loses the end of its arguments': ({ response, random }) => cutArguments(response, random),
  'says nothing': ({ response }) => ({ ...response, text: '', toolCalls: [], stopReason: 'end' }),
  'only talks': ({ response }) => ({ ...response, text: 'I think.', toolCalls: [], stopReason: 'end' }),
  'forgets to count': ({ response: { usage: _, ...response } }) => response,
  declines: ({ response }) => ({ ...response, toolCalls: [], stopReason: 'refused' }),
};

const faultNames = [
  ...['is down', 'is down', 'is not found', 'wants a pause', 'is silent', 'breaks', 'breaks', 'stalls'],
  ...Object.keys(faultsBefore),
  ...Object.keys(damages),
  'ends early',
];
type FaultName = string;

const same = ({ response }: Scene): ModelResponse => response;

function cutArguments(response: ModelResponse, random: SeededRandom): ModelResponse {
  const toolCalls = response.toolCalls.map(call => ({
    ...call,
    argumentsText: call.argumentsText.slice(0, random.whole(call.argumentsText.length)),
  }));
  return { ...response, toolCalls };
}

function gone(status: number | undefined): ForgeError {
  return new ForgeError('provider.unreachable', 'The server is gone. Wait.', {
    retryable: true,
    ...(status !== undefined && { status }),
  });
}

function refuse(code: ForgeErrorCode, options: ConstructorParameters<typeof ForgeError>[2]): Promise<never> {
  return Promise.reject(new ForgeError(code, `The server says ${code}. Mend it.`, options));
}

function untilAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason as Error);
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
  });
}
