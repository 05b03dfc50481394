import { ExponentialBackoff } from 'cockatiel';
import { ForgeError } from '../forge-error.ts';
import type { Model, ModelEvent, ModelRequest } from '../ports/model.ts';
import { type CallWait, providerOf } from './call-notice.ts';
import { type GuardOptions, guardStream } from './guard-stream.ts';
import { longestWaitMs, longWait } from './long-wait.ts';

export interface RetryOptions extends Omit<GuardOptions, 'signal'> {
  readonly retries?: RetryPolicy;
}

export interface RetryPolicy {
  /** How often to try again after the first time; 3 unless told. */
  readonly max?: number;
  /** Another model can be asked instead, as long as nothing has been heard of this one. */
  readonly hasAlternative?: boolean;
}

/**
 * The one place where calls to a model are repeated: what may pass is tried again, after as long as the server
 * asks for or else ever longer, with jitter. Where it asks for more than `longestWaitMs`, the call fails at once and
 * says when it may be made again. A stalled stream counts as unreachable. Deltas are for showing
 * only, so a stream that broke in the middle is simply begun anew; its `end` comes once.
 */
export function withRetries(model: Model, options: RetryOptions): Model {
  return {
    ...model,
    stream: (request, { signal }) => streamWithRetries(model, request, { ...options, signal }),
  };
}

async function* streamWithRetries(
  model: Model,
  request: ModelRequest,
  options: GuardOptions & RetryOptions,
): AsyncGenerator<ModelEvent> {
  const { clock, providers, retries = {}, tell, signal } = options;
  const { breaker, limiter } = providers.of(model);
  let backoff = new ExponentialBackoff({ initialDelay: firstWaitMs, maxDelay: longestBackoffMs }).next();
  let isHeard = false;
  for (let attempt = 1; ; attempt += 1) {
    try {
      for await (const event of guardStream(model, request, options)) {
        isHeard = true;
        yield event;
      }
      return;
    } catch (error) {
      if (signal.aborted || !canPass(error)) throw error;
      const pauseMs = error.retryAfterMs ?? backoff.duration;
      const leftMs = breaker.leftMs();
      const waitMs = Math.round(Math.max(pauseMs, leftMs));
      if (error.code === 'provider.rate-limited') limiter.close(model.id, pauseMs);
      if (pauseMs > longestWaitMs) throw longWait(error, pauseMs, clock.now());
      if (!isWorthIt({ attempt, waitMs, isHeard }, retries)) throw error;
      tell(waitAfter(error, { model, waitMs, leftMs, now: clock.now() }));
      await clock.sleep(waitMs, signal);
      backoff = backoff.next(undefined);
    }
  }
}

interface Standing {
  readonly attempt: number;
  readonly waitMs: number;
  readonly isHeard: boolean;
}

/** Where another model can take over, this one gets a second chance only if that costs little time. */
function isWorthIt(
  { attempt, waitMs, isHeard }: Standing,
  { max = 3, hasAlternative }: RetryPolicy,
): boolean {
  if (hasAlternative !== true || isHeard) return attempt <= max;
  return attempt <= Math.min(max, 1) && waitMs <= longestWaitBeforeSwitchMs;
}

interface Wait {
  readonly model: Model;
  readonly waitMs: number;
  /** For which the provider is left alone. */
  readonly leftMs: number;
  readonly now: number;
}

function waitAfter(error: ForgeError, { model, waitMs, leftMs, now }: Wait): CallWait {
  return {
    type: 'model.call.wait',
    model: model.id,
    provider: providerOf(model.id),
    reason: leftMs > 0 ? 'outage' : 'retry',
    status: error.status ?? null,
    message: error.happened,
    waitMs,
    nextTryAt: now + waitMs,
  };
}

function canPass(error: unknown): error is ForgeError {
  return error instanceof ForgeError && error.retryable;
}

const firstWaitMs = 1000;
const longestBackoffMs = 60_000;
const longestWaitBeforeSwitchMs = 10_000;
