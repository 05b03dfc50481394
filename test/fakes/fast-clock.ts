import type { Clock } from '../../src/engine/ports/clock.ts';

export interface FastClock extends Clock {
  /** The sleeps that were slept to their end, in milliseconds. */
  waits(): readonly number[];
}

/**
 * A clock whose every sleep is over, and its time passed, as soon as nothing else is left to do;
 * `isStill`: never by itself.
 */
export function createFastClock({ isStill = false } = {}): FastClock {
  const waits: number[] = [];
  let now = 0;
  return {
    now: () => now,
    waits: () => waits,
    sleep: (durationMs, signal) =>
      new Promise((resolve, reject) => {
        const fail = (): void => reject(signal.reason as Error);
        if (signal.aborted) return fail();
        signal.addEventListener('abort', fail, { once: true });
        if (isStill) return;
        setImmediate(() => {
          if (signal.aborted) return;
          now += durationMs;
          waits.push(durationMs);
          resolve();
        });
      }),
  };
}
