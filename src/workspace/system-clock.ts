import type { Clock } from '../engine/ports/clock.ts';

/** The real time. */
export const systemClock: Clock = {
  now: () => Date.now(),
  async sleep(durationMs, signal) {
    signal.throwIfAborted();
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, Math.min(durationMs, longestTimerMs));
    const onAbort = (): void => reject(signal.reason);
    signal.addEventListener('abort', onAbort, { once: true });
    try {
      await promise;
    } finally {
      clearTimeout(timer);
      signal.removeEventListener('abort', onAbort);
    }
  },
};

// A longer timer would fire at once: Node keeps the delay in a signed 32-bit integer.
const longestTimerMs = 2 ** 31 - 1;
