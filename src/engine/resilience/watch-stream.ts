import { ForgeError, isAbort } from '../forge-error.ts';
import type { Clock } from '../ports/clock.ts';
import type { Model, ModelEvent, ModelRequest } from '../ports/model.ts';
import type { Patience } from './patience.ts';

export interface WatchOptions {
  readonly clock: Clock;
  readonly patience: Patience;
  readonly signal: AbortSignal;
}

/**
 * Asks once and ends a stream that shows no sign of life for too long, as `provider.unreachable`.
 * The request is aborted before this throws, so nothing is left open.
 */
export async function* watchStream(
  model: Model,
  request: ModelRequest,
  { clock, patience, signal }: WatchOptions,
): AsyncGenerator<ModelEvent> {
  const stop = new AbortController();
  const life: Life = { since: clock.now(), limitMs: patience.firstTokenMs, isAwaited: true };
  const guard = endWhenStalled(life, { clock, patience, stop });
  try {
    for await (const event of model.stream(request, { signal: AbortSignal.any([signal, stop.signal]) })) {
      life.isAwaited = false;
      yield event;
      life.isAwaited = true;
      // Headers come at once, also from a model that then thinks for a minute.
      if (event.type === 'rate-limits') continue;
      life.since = clock.now();
      life.limitMs = patience.idleMs;
    }
  } catch (error) {
    if (stop.signal.aborted && !signal.aborted) throw stalled(model.id, life.limitMs);
    throw error;
  } finally {
    stop.abort();
    await guard;
  }
}

/** What the guard goes by. While the reader is busy with an event, the stream is not waited for. */
interface Life {
  since: number;
  limitMs: number;
  isAwaited: boolean;
}

interface Guard extends Omit<WatchOptions, 'signal'> {
  readonly stop: AbortController;
}

/** One timer at a time, however many events come. Ends with the stream, or ends it. */
async function endWhenStalled(life: Life, { clock, patience, stop }: Guard): Promise<void> {
  while (!stop.signal.aborted) {
    const leftMs = life.isAwaited ? life.since + life.limitMs - clock.now() : life.limitMs;
    if (leftMs <= 0) return stop.abort();
    // The shorter limit may begin to hold while this sleeps.
    await clock.sleep(Math.min(leftMs, patience.idleMs), stop.signal).catch(passAbort);
  }
}

/** The sleep that the end of the stream cut short. */
function passAbort(error: unknown): void {
  if (!isAbort(error)) throw error;
}

function stalled(model: string, timeoutMs: number): ForgeError {
  const seconds = Math.round(timeoutMs / 1000);
  const message = `${model} has sent nothing for ${seconds} ${seconds === 1 ? 'second' : 'seconds'}.`;
  const advice = 'Try again, or choose another model.';
  return new ForgeError('provider.unreachable', message, { retryable: true, advice });
}
