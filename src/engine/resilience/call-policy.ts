import { defaultPatience, type PatienceSettings } from './patience.ts';
import type { RateLimits } from './rate-limiter.ts';

/** How people want models asked. */
export interface CallPolicy {
  readonly patience: PatienceSettings;
  /** By provider. */
  readonly rateLimits: Readonly<Record<string, RateLimits>>;
}

export const defaultCallPolicy: CallPolicy = { patience: defaultPatience, rateLimits: {} };
