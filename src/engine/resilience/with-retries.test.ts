import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createFastClock } from '../../../test/fakes/fast-clock.ts';
import { playModel } from '../../../test/fakes/played-model.ts';
import { ForgeError } from '../forge-error.ts';
import type { Model, ModelEvent, ModelRequest } from '../ports/model.ts';
import type { CallWait } from './call-notice.ts';
import { defaultCallPolicy } from './call-policy.ts';
import { createProviders } from './providers.ts';
import { type RetryOptions, withRetries } from './with-retries.ts';

describe('withRetries', () => {
  it('passes a good answer on and asks once', async () => {
    const model = playModel([[delta('hi'), end('hi')]]);

    const events = await collect(resilient(model, { clock: createFastClock() }));

    assert.deepEqual(events, [delta('hi'), end('hi')]);
    assert.equal(model.asked(), 1);
  });

  it('tries again what may pass, and ends once', async () => {
    const retries: CallWait[] = [];
    const model = playModel([unreachable(), [delta('ha'), unreachable()], [delta('hi'), end('hi')]]);
    const clock = createFastClock();

    const events = await collect(resilient(model, { clock, tell: heard(retries) }));

    assert.equal(events.filter(event => event.type === 'end').length, 1);
    assert.deepEqual(
      retries.map(({ reason, message }) => [reason, message]),
      [
        ['retry', 'Gone. Wait.'],
        ['retry', 'Gone. Wait.'],
      ],
    );
    assert.deepEqual(
      clock.waits(),
      retries.map(({ waitMs }) => waitMs),
    );
  });

  it('advises only at the end, since until then it goes on by itself', async () => {
    const waits: CallWait[] = [];
    const down = new ForgeError('provider.unreachable', 'Gone.', {
      retryable: true,
      advice: 'Try again later.',
    });
    const model = playModel([down, down, down, down]);

    const asked = collect(resilient(model, { clock: createFastClock(), tell: heard(waits) }));

    await assert.rejects(asked, { message: 'Gone. Try again later.' });
    assert.deepEqual(
      waits.map(({ message }) => message),
      ['Gone.', 'Gone.', 'Gone.'],
    );
  });

  it('gives up after three retries with the last error', async () => {
    const model = playModel([unreachable(), unreachable(), unreachable(), unreachable(), [end('late')]]);

    await assert.rejects(collect(resilient(model, { clock: createFastClock() })), {
      code: 'provider.unreachable',
    });

    assert.equal(model.asked(), 4);
  });

  it('does not repeat what cannot pass', async () => {
    for (const error of [new ForgeError('provider.unauthorized', 'No. Set a key.'), new Error('a bug')]) {
      const model = playModel([error, [end('unused')]]);

      await assert.rejects(collect(resilient(model, { clock: createFastClock() })), error);

      assert.equal(model.asked(), 1);
    }
  });

  it('waits as long as the server asks, up to a minute and a half', async () => {
    const model = playModel([limited(7000), limited(90_000), [end('ok')]]);
    const clock = createFastClock();

    await collect(resilient(model, { clock }));

    assert.deepEqual(clock.waits(), [7000, 90_000]);
  });

  it('fails at once where the server asks for longer, and says when it may be asked again', async () => {
    const clock = createFastClock();
    const providers = createProviders(clock);
    const model = playModel([limited(3_600_000), [end('too early')]]);
    const asked = resilient(model, { clock, providers });

    await assert.rejects(collect(asked), {
      code: 'provider.rate-limited',
      retryable: true,
      retryAfterMs: 3_600_000,
      message: /^Too many\. Wait\. It may be asked again .*at \d\d:\d\d\. Resume the run then, or choose/u,
      happened: /at \d\d:\d\d\.$/u,
    });
    assert.deepEqual([model.asked(), clock.waits()], [1, []]);

    await assert.rejects(collect(asked), /the pause that it asked for\. It may be asked again /u);
    assert.equal(model.asked(), 1);
  });

  it('asks again before that when a person wants it', async () => {
    const clock = createFastClock();
    const providers = createProviders(clock);
    const model = playModel([limited(3_600_000), [end('ok')]]);
    const asked = resilient(model, { clock, providers });
    await assert.rejects(collect(asked));

    providers.probeNow();

    assert.deepEqual(await collect(asked), [end('ok')]);
  });

  it('never waits longer than a minute, and longer from time to time', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 20 }), async maxRetries => {
        const clock = createFastClock();
        const model = playModel([...Array.from({ length: maxRetries }, unreachable), [end('ok')]]);

        await collect(resilient(model, { clock, retries: { max: maxRetries } }));

        assert.equal(clock.waits().length, maxRetries);
        assert.ok(clock.waits().every(waitMs => waitMs >= 0 && waitMs <= 60_000));
      }),
      { numRuns: 30 },
    );
  });

  it('stops waiting when it is cancelled', async () => {
    const controller = new AbortController();
    const model = playModel([unreachable(), [end('unused')]]);
    const tell = (): void => controller.abort();

    const asked = collect(resilient(model, { clock: createFastClock(), tell }), controller.signal);

    await assert.rejects(asked, { name: 'AbortError' });
    assert.equal(model.asked(), 1);
  });

  it('does not repeat an aborted request', async () => {
    const controller = new AbortController();
    const model = playModel(['silence', [end('unused')]]);

    const asked = collect(resilient(model, { clock: createFastClock({ isStill: true }) }), controller.signal);
    controller.abort();

    await assert.rejects(asked, { name: 'AbortError' });
    assert.equal(model.asked(), 1);
    assert.equal(model.aborted(), 1);
  });
});

describe('a stalled stream', () => {
  const patience = { firstTokenMs: 5000, idleMs: 2000 };

  it('is given up before the first token, and asked again', async () => {
    const retries: CallWait[] = [];
    const model = playModel(['silence', [end('ok')]]);
    const options = {
      clock: createFastClock(),
      patience,
      tell: heard(retries),
    };

    await collect(resilient(model, options));

    assert.match(retries[0]?.message ?? '', /^test\/model has sent nothing for 5 seconds\.$/u);
    assert.equal(model.aborted(), 1);
  });

  it('is given up between two tokens after the shorter time', async () => {
    const retries: CallWait[] = [];
    const model = playModel([[delta('ha'), 'silence'], [end('ok')]]);
    const options = {
      clock: createFastClock(),
      patience,
      tell: heard(retries),
    };

    await collect(resilient(model, options));

    assert.match(retries[0]?.message ?? '', /nothing for 2 seconds/u);
  });

  it('ends as unreachable when it stalls every time', async () => {
    const model = playModel(['silence', 'silence']);
    const options = { clock: createFastClock(), patience, retries: { max: 1 } };

    await assert.rejects(collect(resilient(model, options)), {
      code: 'provider.unreachable',
      retryable: true,
    });

    assert.equal(model.aborted(), 2);
  });

  it('leaves no request behind when the reader leaves', async () => {
    const model = playModel([[delta('ha'), 'silence']]);
    const signal = new AbortController().signal;

    const patiently = resilient(model, { clock: createFastClock({ isStill: true }) });
    for await (const event of patiently.stream(request, { signal })) {
      if (event.type === 'text.delta') break;
    }

    assert.equal(model.ended(), 1);
  });
});

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

type Asking = Pick<RetryOptions, 'clock'> & Partial<RetryOptions>;

function resilient(model: Model, asking: Asking): Model {
  const providers = createProviders(asking.clock);
  return withRetries(model, { providers, callPolicy: defaultCallPolicy, tell: () => undefined, ...asking });
}

function heard(waits: CallWait[]): RetryOptions['tell'] {
  return notice => {
    if (notice.type === 'model.call.wait') waits.push(notice);
  };
}
