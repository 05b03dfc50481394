import { ExponentialBackoff } from 'cockatiel';
import { ForgeError } from '../forge-error.ts';
import type { Clock } from '../ports/clock.ts';
import type { Model, ModelEvent, ModelRequest } from '../ports/model.ts';
import { type Patience, patienceWith } from './patience.ts';
import { watchStream } from './watch-stream.ts';

export interface RetryOptions {
  readonly clock: Clock;
  readonly policy?: RetryPolicy;
  /** Told before each wait. */
  readonly onRetry?: (retry: Retry) => void;
}

interface RetryPolicy {
  /** How often to try again after the first time; 3 unless told. */
  readonly maxRetries?: number;
  /** What counts as stalled; by the model's kind unless told. */
  readonly patience?: Patience;
}

export interface Retry {
  /** Counts from 1. */
  readonly attempt: number;
  readonly maxRetries: number;
  /** What went wrong, for people. */
  readonly message: string;
  readonly waitMs: number;
}

/**
 * The one place where model calls are repeated: what may pass is tried again, after as long as the server
 * asks for or else ever longer, with jitter. A stalled stream counts as unreachable. Deltas are for showing
 * only, so a stream that broke in the middle is simply begun anew; its `end` comes once.
 */
export function withRetries(model: Model, options: RetryOptions): Model {
  return {
    id: model.id,
    stream: (request, { signal }) => streamWithRetries(model, request, { ...options, signal }),
  };
}

async function* streamWithRetries(
  model: Model,
  request: ModelRequest,
  options: RetryOptions & { readonly signal: AbortSignal },
): AsyncGenerator<ModelEvent> {
  const { clock, policy = {}, onRetry, signal } = options;
  const { maxRetries = 3, patience = patienceWith(model.id) } = policy;
  let backoff = new ExponentialBackoff({ initialDelay: firstWaitMs, maxDelay: longestWaitMs }).next();
  for (let attempt = 1; ; attempt += 1) {
    try {
      return yield* watchStream(model, request, { clock, patience, signal });
    } catch (error) {
      if (signal.aborted || attempt > maxRetries || !canPass(error)) throw error;
      const waitMs = Math.round(Math.min(error.retryAfterMs ?? backoff.duration, longestWaitMs));
      onRetry?.({ attempt, maxRetries, message: error.message, waitMs });
      await clock.sleep(waitMs, signal);
      backoff = backoff.next(undefined);
    }
  }
}

function canPass(error: unknown): error is ForgeError {
  return error instanceof ForgeError && error.retryable;
}

const firstWaitMs = 1000;
const longestWaitMs = 60_000;
