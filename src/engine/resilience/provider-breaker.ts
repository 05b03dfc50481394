import {
  type CircuitBreakerPolicy as CircuitBreaker,
  CircuitState,
  ConsecutiveBreaker,
  circuitBreaker,
  handleWhen,
} from 'cockatiel';
import { ForgeError, isAbort } from '../forge-error.ts';
import type { Clock } from '../ports/clock.ts';
import type { TellCall } from './call-notice.ts';

/**
 * The circuit breaker of one provider. After several outages in a row its circuit is open: calls are refused unsent.
 * When that has lasted for a while one call is let through, and by it the circuit closes or stays open.
 */
export class ProviderBreaker {
  readonly #provider: string;
  readonly #clock: Clock;
  readonly #circuit: CircuitBreaker;
  #openUntil = 0;

  constructor(provider: string, clock: Clock) {
    this.#provider = provider;
    this.#clock = clock;
    const isOutage = handleWhen(
      error => saysOutage(error) || (isAbort(error) && this.#circuit.state === CircuitState.HalfOpen),
    );
    // Cockatiel reads the wall clock; here time is a dependency, so that how long it stays open is kept beside it.
    this.#circuit = circuitBreaker(isOutage, {
      halfOpenAfter: 0,
      breaker: new ConsecutiveBreaker(outagesUntilOpen),
    });
    this.#circuit.onBreak(() => {
      this.#openUntil = clock.now() + openMs;
    });
  }

  /** How long no call would be let through; 0: now. */
  leftMs(): number {
    switch (this.#circuit.state) {
      case CircuitState.Open:
        return Math.max(0, this.#openUntil - this.#clock.now());
      case CircuitState.HalfOpen:
        return probeMs;
      default:
        return 0;
    }
  }

  /** A person wants it tried now: the next call is let through. */
  probeNow(): void {
    this.#openUntil = 0;
  }

  /**
   * The stream, whose end tells whether the provider works. Throws ForgeError `provider.unreachable` unasked while
   * the circuit is open. Only `provider.unreachable` counts as an outage; what is refused was answered.
   */
  async *guard<T>(stream: () => AsyncIterable<T>, tell: TellCall): AsyncGenerator<T> {
    const leftMs = this.leftMs();
    if (leftMs > 0) throw this.#refusal(leftMs);
    const ended = Promise.withResolvers<void>();
    const listening = this.#tellChanges(tell);
    const judged = this.#circuit.execute(() => ended.promise).then(nothing, nothing);
    try {
      yield* stream();
      ended.resolve();
    } catch (error) {
      ended.reject(error);
      throw error;
    } finally {
      // Whoever stops reading has learnt nothing.
      ended.reject(new DOMException('The reader left.', 'AbortError'));
      await judged;
      for (const { dispose } of listening) dispose();
    }
  }

  #tellChanges(tell: TellCall) {
    const provider = this.#provider;
    return [
      this.#circuit.onBreak(() =>
        tell({
          type: 'provider.down',
          provider,
          failures: outagesUntilOpen,
          nextTryAt: this.#clock.now() + openMs,
        }),
      ),
      this.#circuit.onReset(() => tell({ type: 'provider.back', provider })),
    ];
  }

  #refusal(leftMs: number): ForgeError {
    const message = `${this.#provider} has failed ${outagesUntilOpen} times in a row, so it is left alone for a while.`;
    const advice = 'Wait, or choose another model.';
    return new ForgeError('provider.unreachable', message, { retryable: true, retryAfterMs: leftMs, advice });
  }
}

function saysOutage(error: unknown): boolean {
  return error instanceof ForgeError && error.code === 'provider.unreachable';
}

function nothing(): void {}

// One more than a call and its retries: a single call may fail to its end without closing the way for others.
const outagesUntilOpen = 5;

const openMs = 30_000;

/** While one call is under way to find out, others look again soon. */
const probeMs = 5_000;
