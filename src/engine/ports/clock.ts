/** Time as a dependency, so that deadlines and back-off can be tested without waiting. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Rejects with the signal's AbortError when the signal fires first. */
  sleep(durationMs: number, signal: AbortSignal): Promise<void>;
}
