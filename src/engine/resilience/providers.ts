import type { Clock } from '../ports/clock.ts';
import type { Model } from '../ports/model.ts';
import { providerOf } from './call-notice.ts';
import { ProviderBreaker } from './provider-breaker.ts';
import { RateLimiter } from './rate-limiter.ts';

/** What this process knows of its providers: one for all runs, so that each learns from what befell the others. */
export interface Providers {
  /** The provider as this model's account meets it: another address or key has outages and limits of its own. */
  of(model: Pick<Model, 'id' | 'account'>): Provider;
  /** A person wants to try again: no provider is left alone any longer, whatever it said of when it may be asked. */
  probeNow(): void;
}

export interface Provider {
  readonly name: string;
  readonly breaker: ProviderBreaker;
  readonly limiter: RateLimiter;
}

export function createProviders(clock: Clock): Providers {
  const known = new Map<string, Provider>();
  return {
    of({ id, account = '' }) {
      const name = providerOf(id);
      const key = `${name} ${account}`;
      const found = known.get(key);
      if (found !== undefined) return found;
      const provider = {
        name,
        breaker: new ProviderBreaker(name, clock),
        limiter: new RateLimiter(clock),
      };
      known.set(key, provider);
      return provider;
    },
    probeNow() {
      for (const { breaker, limiter } of known.values()) {
        breaker.probeNow();
        limiter.forgetTold();
      }
    },
  };
}
