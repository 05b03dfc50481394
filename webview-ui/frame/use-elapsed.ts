import { useEffect, useState } from 'react';

/**
 * A duration that goes on between two updates, in milliseconds. The host tells how long it was; the
 * webview's own clock adds what has passed since, so the two clocks need not agree.
 */
export function useElapsed(durationMs: number, isRunning: boolean): number {
  const [told, setTold] = useState({ durationMs, at: performance.now() });
  const [now, setNow] = useState(told.at);
  if (told.durationMs !== durationMs) {
    const at = performance.now();
    setTold({ durationMs, at });
    setNow(at);
  }
  useEffect(() => {
    if (!isRunning) return undefined;
    const timer = setInterval(() => setNow(performance.now()), tickMs);
    return () => clearInterval(timer);
  }, [isRunning]);
  return isRunning ? durationMs + Math.max(0, now - told.at) : durationMs;
}

const tickMs = 500;
