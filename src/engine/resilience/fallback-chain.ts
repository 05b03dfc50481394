import { estimateTokens } from '../cost/estimate-tokens.ts';
import { ForgeError, type ForgeErrorCode } from '../forge-error.ts';
import type { Model, ModelEvent, ModelId, ModelRequest } from '../ports/model.ts';
import { providerOf } from './call-notice.ts';
import { type RetryOptions, withRetries } from './with-retries.ts';

export interface ChainOptions extends Omit<RetryOptions, 'retries'> {
  /** The first one is asked unless that is impossible. Not empty. */
  readonly models: readonly ModelId[];
  /** The model as it is asked; throws ForgeError `config.*`. */
  readonly open: (model: ModelId) => Model;
  /** The model as it is looked at: what it can. Throws as `open` does. */
  readonly inspect: (model: ModelId) => Model;
  /** From now on this one is asked. */
  readonly onSwitch: (model: ModelId) => void;
  /** Asked when the context is too long: whether the caller wants to shorten it before another model is asked. */
  readonly canShorten: () => boolean;
  readonly signal: AbortSignal;
}

/**
 * Puts one question to the first model of a chain, and to the next that can take it when that one cannot be asked.
 * It changes over only while nothing has been heard: half an answer belongs to the model that began it. Each model
 * is tried at most once a question. Throws what the only model threw, or one ForgeError that tells of all.
 */
export async function* streamThroughChain(
  request: ModelRequest,
  options: ChainOptions,
): AsyncGenerator<ModelEvent> {
  const { signal, tell } = options;
  const refusals: Refusal[] = [];
  let rest = options.models;
  for (;;) {
    const [model, ...others] = rest;
    if (model === undefined) throw new Error('a chain has a model');
    let isHeard = false;
    try {
      for await (const event of askOne(model, request, { ...options, hasAlternative: others.length > 0 })) {
        isHeard = true;
        yield event;
      }
      return;
    } catch (error) {
      if (signal.aborted || isHeard || !(error instanceof ForgeError)) throw error;
      refusals.push({ model, error });
      const next = await nextInChain(request, { ...options, others, failed: { model, error } });
      if (next.kind === 'none')
        throw refusals.length === 1 && next.skipped.length === 0
          ? error
          : refusedByAll(refusals, next.skipped);
      tell({
        type: 'model.switched',
        from: model,
        to: next.model,
        message: error.happened,
        skipped: next.skipped,
        protocol: next.protocol,
      });
      options.onSwitch(next.model);
      rest = [next.model, ...next.rest];
    }
  }
}

interface Refusal {
  readonly model: ModelId;
  readonly error: ForgeError;
}

interface OneOptions extends ChainOptions {
  readonly hasAlternative: boolean;
}

function askOne(model: ModelId, request: ModelRequest, options: OneOptions): AsyncIterable<ModelEvent> {
  const { hasAlternative, open, signal } = options;
  return withRetries(open(model), { ...options, retries: { hasAlternative } }).stream(request, { signal });
}

type NextInChain =
  | {
      readonly kind: 'model';
      readonly model: ModelId;
      readonly rest: readonly ModelId[];
      readonly skipped: readonly Skipped[];
      readonly protocol: 'tools' | 'text';
    }
  | { readonly kind: 'none'; readonly skipped: readonly Skipped[] };

interface Skipped {
  readonly model: ModelId;
  readonly why: string;
}

interface NextOptions extends ChainOptions {
  readonly others: readonly ModelId[];
  readonly failed: Refusal;
}

async function nextInChain(request: ModelRequest, options: NextOptions): Promise<NextInChain> {
  const { others, failed, canShorten } = options;
  const reach = reaches[failed.error.code];
  const skipped: Skipped[] = [];
  const isTooLong = failed.error.code === 'provider.context-too-long';
  if (reach === undefined || (isTooLong && canShorten())) return { kind: 'none', skipped };
  for (const [index, model] of others.entries()) {
    const isSame = providerOf(model) === providerOf(failed.model);
    const fit =
      reach === 'other-providers' && isSame
        ? { why: 'it is asked in the same way' }
        : await fits(model, request, options);
    if ('why' in fit) skipped.push({ model, why: fit.why });
    else return { kind: 'model', model, rest: others.slice(index + 1), skipped, ...fit };
  }
  return { kind: 'none', skipped };
}

/**
 * Who is asked instead, by what went wrong; a code that is missing here ends the call. `other-providers`: a key, an
 * account or a certificate is the same for all models of a provider. A context that is too long is for a model with
 * a longer one. A request that was refused or not understood is a person's to change, and a cap a person's to raise.
 */
const reaches: Readonly<Partial<Record<ForgeErrorCode, 'everybody' | 'other-providers'>>> = {
  'provider.unreachable': 'everybody',
  'provider.rate-limited': 'everybody',
  'provider.unauthorized': 'other-providers',
  'provider.no-credit': 'other-providers',
  'config.missing-key': 'other-providers',
  'config.invalid': 'everybody',
  'provider.no-tools': 'everybody',
  'provider.context-too-long': 'everybody',
};

type Fit = { readonly protocol: 'tools' | 'text' } | { readonly why: string };

/** Whether the model can take over: it is there, its provider works, and the conversation fits. */
async function fits(model: ModelId, request: ModelRequest, options: NextOptions): Promise<Fit> {
  const { providers, inspect, failed, signal } = options;
  try {
    const inspected = inspect(model);
    if (providers.of(inspected).breaker.leftMs() > 0) return { why: 'its provider is left alone for now' };
    const limits = (await inspected.limits?.(signal)) ?? {};
    const needed = estimateTokens(request).likely + Math.min(request.maxOutputTokens, leastAnswerTokens);
    const { contextTokens } = limits;
    if (contextTokens !== undefined && contextTokens < needed)
      return { why: `it takes ${contextTokens} tokens, and about ${needed} are needed` };
    if (contextTokens === undefined && failed.error.code === 'provider.context-too-long')
      return { why: 'it is not known whether it takes more' };
    return { protocol: limits.tools === false ? 'text' : 'tools' };
  } catch (error) {
    if (!(error instanceof ForgeError)) throw error;
    return { why: error.message };
  }
}

// Less would not hold an edit.
const leastAnswerTokens = 1_024;

/** One that may pass makes the whole pass: a run then pauses instead of failing. */
function refusedByAll(refusals: readonly Refusal[], skipped: readonly Skipped[]): ForgeError {
  const told = [
    ...refusals.map(({ model, error }) => `${model}: ${error.message}`),
    ...skipped.map(({ model, why }) => `${model}: ${why.replace(/\.$/u, '')}.`),
  ];
  const main = refusals.find(({ error }) => error.retryable)?.error ?? refusals[0]?.error;
  if (main === undefined) throw new Error('nobody has refused');
  return new ForgeError(main.code, `No model of the tier can be asked. ${told.join(' ')}`, {
    retryable: main.retryable,
    ...(main.status !== undefined && { status: main.status }),
    cause: main,
  });
}
