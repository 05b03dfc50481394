import assert from 'node:assert/strict';
import fc from 'fast-check';
import { ForgeError } from '../forge-error.ts';
import type { Clock } from '../ports/clock.ts';
import type { Model, ModelEvent, ModelRequest } from '../ports/model.ts';
import { type Retry, withRetries } from './resilient-model.ts';

describe('withRetries', () => {
  it('passes a good answer on and asks once', async () => {
    const model = playModel([[delta('hi'), end('hi')]]);

    const events = await collect(withRetries(model, { clock: fakeClock() }));

    assert.deepEqual(events, [delta('hi'), end('hi')]);
    assert.equal(model.asked(), 1);
  });

  it('tries again what may pass, and ends once', async () => {
    const retries: Retry[] = [];
    const model = playModel([unreachable(), [delta('ha'), unreachable()], [delta('hi'), end('hi')]]);
    const clock = fakeClock();

    const events = await collect(withRetries(model, { clock, onRetry: retry => retries.push(retry) }));

    assert.equal(events.filter(event => event.type === 'end').length, 1);
    assert.deepEqual(
      retries.map(({ attempt, message }) => [attempt, message]),
      [
        [1, 'Gone. Wait.'],
        [2, 'Gone. Wait.'],
      ],
    );
    assert.deepEqual(
      clock.waits(),
      retries.map(({ waitMs }) => waitMs),
    );
  });

  it('gives up after three retries with the last error', async () => {
    const model = playModel([unreachable(), unreachable(), unreachable(), unreachable(), [end('late')]]);

    await assert.rejects(collect(withRetries(model, { clock: fakeClock() })), {
      code: 'provider.unreachable',
    });

    assert.equal(model.asked(), 4);
  });

  it('does not repeat what cannot pass', async () => {
    for (const error of [new ForgeError('provider.unauthorized', 'No. Set a key.'), new Error('a bug')]) {
      const model = playModel([error, [end('unused')]]);

      await assert.rejects(collect(withRetries(model, { clock: fakeClock() })), error);

      assert.equal(model.asked(), 1);
    }
  });

  it('waits as long as the server asks, up to a minute', async () => {
    const model = playModel([limited(7000), limited(3_600_000), [end('ok')]]);
    const clock = fakeClock();

    await collect(withRetries(model, { clock }));

    assert.deepEqual(clock.waits(), [7000, 60_000]);
  });

  it('never waits longer than a minute, and longer from time to time', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 20 }), async maxRetries => {
        const clock = fakeClock();
        const model = playModel([...Array.from({ length: maxRetries }, unreachable), [end('ok')]]);

        await collect(withRetries(model, { clock, policy: { maxRetries } }));

        assert.equal(clock.waits().length, maxRetries);
        assert.ok(clock.waits().every(waitMs => waitMs >= 0 && waitMs <= 60_000));
      }),
      { numRuns: 30 },
    );
  });

  it('stops waiting when it is cancelled', async () => {
    const controller = new AbortController();
    const model = playModel([unreachable(), [end('unused')]]);
    const onRetry = (): void => controller.abort();

    const asked = collect(withRetries(model, { clock: fakeClock(), onRetry }), controller.signal);

    await assert.rejects(asked, { name: 'AbortError' });
    assert.equal(model.asked(), 1);
  });

  it('does not repeat an aborted request', async () => {
    const controller = new AbortController();
    const model = playModel(['silence', [end('unused')]]);

    const asked = collect(withRetries(model, { clock: fakeClock({ isStill: true }) }), controller.signal);
    controller.abort();

    await assert.rejects(asked, { name: 'AbortError' });
    assert.equal(model.asked(), 1);
    assert.equal(model.aborted(), 1);
  });
});

describe('a stalled stream', () => {
  const patience = { firstTokenMs: 5000, idleMs: 2000 };

  it('is given up before the first token, and asked again', async () => {
    const retries: Retry[] = [];
    const model = playModel(['silence', [end('ok')]]);
    const options = {
      clock: fakeClock(),
      policy: { patience },
      onRetry: (retry: Retry) => retries.push(retry),
    };

    await collect(withRetries(model, options));

    assert.match(retries[0]?.message ?? '', /^test\/model has sent nothing for 5 seconds\. /u);
    assert.equal(model.aborted(), 1);
  });

  it('is given up between two tokens after the shorter time', async () => {
    const retries: Retry[] = [];
    const model = playModel([[delta('ha'), 'silence'], [end('ok')]]);
    const options = {
      clock: fakeClock(),
      policy: { patience },
      onRetry: (retry: Retry) => retries.push(retry),
    };

    await collect(withRetries(model, options));

    assert.match(retries[0]?.message ?? '', /nothing for 2 seconds/u);
  });

  it('ends as unreachable when it stalls every time', async () => {
    const model = playModel(['silence', 'silence']);
    const options = { clock: fakeClock(), policy: { patience, maxRetries: 1 } };

    await assert.rejects(collect(withRetries(model, options)), {
      code: 'provider.unreachable',
      retryable: true,
    });

    assert.equal(model.aborted(), 2);
  });

  it('leaves no request behind when the reader leaves', async () => {
    const model = playModel([[delta('ha'), 'silence']]);
    const signal = new AbortController().signal;

    const resilient = withRetries(model, { clock: fakeClock({ isStill: true }) });
    for await (const event of resilient.stream(request, { signal })) {
      if (event.type === 'text.delta') break;
    }

    assert.equal(model.ended(), 1);
  });
});

type Part = ModelEvent | ForgeError | Error | 'silence';

/** Plays one list of parts a request; silence lasts until the request is aborted. */
function playModel(plays: readonly (readonly Part[] | Part)[]) {
  let asked = 0;
  let aborted = 0;
  let ended = 0;
  const model: Model = {
    id: 'test/model',
    async *stream(_request, { signal }) {
      const play = plays[asked] ?? [];
      asked += 1;
      try {
        for (const part of Array.isArray(play) ? (play as readonly Part[]) : [play as Part]) {
          if (part instanceof Error) throw part;
          if (part !== 'silence') yield part;
          if (part === 'silence') await untilAborted(signal).finally(() => (aborted += 1));
        }
      } finally {
        ended += 1;
      }
    },
  };
  return { ...model, asked: () => asked, aborted: () => aborted, ended: () => ended };
}

function untilAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error));
  });
}

/**
 * A clock whose every sleep is over, and its time passed, as soon as nothing else is left to do;
 * `isStill`: never by itself. `waits` are the sleeps that were slept to their end.
 */
function fakeClock({ isStill = false } = {}): Clock & { waits(): readonly number[] } {
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

async function collect(model: Model, signal = new AbortController().signal): Promise<readonly ModelEvent[]> {
  const events: ModelEvent[] = [];
  for await (const event of model.stream(request, { signal })) events.push(event);
  return events;
}

const request: ModelRequest = { system: '', messages: [], tools: [], maxOutputTokens: 100 };

function delta(text: string): ModelEvent {
  return { type: 'text.delta', text };
}

function end(text: string): ModelEvent {
  return { type: 'end', response: { text, toolCalls: [], stopReason: 'end' } };
}

function unreachable(): ForgeError {
  return new ForgeError('provider.unreachable', 'Gone. Wait.', { retryable: true });
}

function limited(retryAfterMs: number): ForgeError {
  return new ForgeError('provider.rate-limited', 'Too many. Wait.', { retryable: true, retryAfterMs });
}
