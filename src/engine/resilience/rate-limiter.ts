import type { Clock } from '../ports/clock.ts';
import type { ModelId, RateAllowance, RateStanding } from '../ports/model.ts';

/** What a provider allows in a minute; what is missing is not limited. */
export interface RateLimits {
  readonly requestsPerMinute?: number;
  /** Input and output together. */
  readonly tokensPerMinute?: number;
}

/** When the next request may be sent, and what it waits for. */
export interface RateVerdict {
  /** 0: now. */
  readonly waitMs: number;
  /** In words, such as `60 requests a minute`; empty when there is nothing to wait for. */
  readonly limit: string;
}

/** A request that counts; `settle` corrects its tokens once they are known. */
export interface CountedRequest {
  settle(tokens: number): void;
}

/** A request that wants to be sent. */
export interface NextRequest {
  readonly model: ModelId;
  /** What it will come to at most, the answer included. */
  readonly tokens: number;
}

/**
 * Counts what goes to one provider, so that its limits are kept before they are hit: those that people set, over
 * any stretch of a minute and for all models together, and those that the provider tells for each model.
 */
export class RateLimiter {
  readonly #clock: Clock;
  #sent: { readonly at: number; tokens: number }[] = [];
  readonly #told = new Map<ModelId, Told>();
  readonly #closedUntil = new Map<ModelId, number>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Whether it fits. One that is larger than a limit fits when it is alone. */
  check({ model, tokens }: NextRequest, limits: RateLimits): RateVerdict {
    const now = this.#clock.now();
    this.#sent = this.#sent.filter(({ at }) => at + minuteMs > now);
    const verdicts = [
      { waitMs: (this.#closedUntil.get(model) ?? 0) - now, limit: 'the pause that it asked for' },
      this.#requestsVerdict(limits.requestsPerMinute, now),
      this.#tokensVerdict(tokens, limits.tokensPerMinute, now),
      toldVerdict(this.#told.get(model), { kind: 'requests', wanted: 1, now }),
      toldVerdict(this.#told.get(model), { kind: 'tokens', wanted: tokens, now }),
    ];
    const longest = verdicts.reduce((most, next) => (next.waitMs > most.waitMs ? next : most));
    return longest.waitMs > 0 ? longest : { waitMs: 0, limit: '' };
  }

  /** Counts a request that is sent now. */
  count({ model, tokens }: NextRequest): CountedRequest {
    const entry = { at: this.#clock.now(), tokens };
    this.#sent.push(entry);
    const { requests, tokens: left } = this.#told.get(model) ?? {};
    this.#told.set(model, {
      ...(requests && { requests: lessBy(1, requests) }),
      ...(left && { tokens: lessBy(tokens, left) }),
    });
    return {
      settle(actual) {
        entry.tokens = actual;
      },
    };
  }

  /** Takes in what the provider says that it will still take. */
  learn(model: ModelId, standing: RateStanding): void {
    const at = this.#clock.now();
    const { requests, tokens } = standing;
    this.#told.set(model, {
      ...this.#told.get(model),
      ...(requests && { requests: { ...requests, at } }),
      ...(tokens && { tokens: { ...tokens, at } }),
    });
  }

  /** The provider takes nothing for the model for that long. */
  close(model: ModelId, durationMs: number): void {
    this.#closedUntil.set(model, this.#clock.now() + durationMs);
  }

  /** What the provider has said holds no longer. Limits that people set do. */
  forgetTold(): void {
    this.#told.clear();
    this.#closedUntil.clear();
  }

  #requestsVerdict(limit: number | undefined, now: number): RateVerdict {
    const first = limit === undefined ? undefined : this.#sent[this.#sent.length - limit];
    return { waitMs: (first?.at ?? now - minuteMs) + minuteMs - now, limit: `${limit} requests a minute` };
  }

  #tokensVerdict(tokens: number, limit: number | undefined, now: number): RateVerdict {
    const name = `${limit?.toLocaleString('en-US')} tokens a minute`;
    let sum = tokens + this.#sent.reduce((total, request) => total + request.tokens, 0);
    let waitMs = 0;
    for (const request of this.#sent) {
      if (limit === undefined || sum <= limit) break;
      sum -= request.tokens;
      waitMs = request.at + minuteMs - now;
    }
    return { waitMs, limit: name };
  }
}

/** What a provider told of one model, and when. */
type Told = Readonly<Partial<Record<keyof RateStanding, ToldAllowance>>>;
type ToldAllowance = RateAllowance & { readonly at: number };

interface Wish {
  readonly kind: keyof RateStanding;
  readonly wanted: number;
  readonly now: number;
}

function toldVerdict(told: Told | undefined, { kind, wanted, now }: Wish): RateVerdict {
  const allowance = told?.[kind];
  if (allowance === undefined) return { waitMs: 0, limit: '' };
  const { remaining, limit, resetMs, at } = allowance;
  const missing = Math.min(wanted, limit ?? wanted) - remaining;
  // What is used up comes back bit by bit, where it is known how much that is.
  const share = limit === undefined || limit <= remaining ? 1 : Math.min(1, missing / (limit - remaining));
  const waitMs = missing <= 0 ? 0 : Math.ceil(at + resetMs * share - now);
  return { waitMs, limit: `what it said it would still take of ${kind}` };
}

function lessBy(amount: number, allowance: ToldAllowance): ToldAllowance {
  return { ...allowance, remaining: Math.max(0, allowance.remaining - amount) };
}

const minuteMs = 60_000;
