import assert from 'node:assert/strict';
import { createFastClock } from '../../../test/fakes/fast-clock.ts';
import { type Part, playModel } from '../../../test/fakes/played-model.ts';
import { ForgeError } from '../forge-error.ts';
import type { ModelEvent } from '../ports/model.ts';
import type { CallNotice } from './call-notice.ts';
import { ProviderBreaker } from './provider-breaker.ts';

const gone = new ForgeError('provider.unreachable', 'Gone. Wait.', { retryable: true });
const refused = new ForgeError('provider.unauthorized', 'No. Set a key.');
const end: ModelEvent = { type: 'end', response: { text: '', toolCalls: [], stopReason: 'end' } };
const fiveTimes = [gone, gone, gone, gone, gone];

describe('ProviderBreaker', () => {
  it('opens at the fifth outage in a row, says so, and refuses without asking', async () => {
    const bench = open([...fiveTimes, [end]]);
    for (const error of fiveTimes) await assert.rejects(bench.ask(), error);

    await assert.rejects(bench.ask(), {
      code: 'provider.unreachable',
      retryable: true,
      retryAfterMs: 30_000,
    });

    assert.equal(bench.model.asked(), 5);
    assert.deepEqual(
      bench.told.map(({ type }) => type),
      ['provider.down'],
    );
  });

  it('counts only outages in a row: an answer in between begins anew', async () => {
    const bench = open([gone, gone, gone, gone, [end], gone, gone, gone, gone, [end]]);
    for (let call = 0; call < 10; call += 1) await bench.ask().catch(() => undefined);

    assert.equal(bench.model.asked(), 10);
    assert.deepEqual(bench.told, []);
  });

  it('takes a refusal for an answer of a provider that works', async () => {
    const bench = open([refused, refused, refused, refused, refused, refused, [end]]);
    for (let call = 0; call < 6; call += 1) await assert.rejects(bench.ask(), refused);

    await bench.ask();

    assert.equal(bench.breaker.leftMs(), 0);
  });

  it('lets one call through after half a minute, and closes by it', async () => {
    const bench = open([...fiveTimes, [end], [end]]);
    for (const error of fiveTimes) await assert.rejects(bench.ask(), error);
    await bench.clock.sleep(30_000, new AbortController().signal);

    await bench.ask();
    await bench.ask();

    assert.deepEqual(
      bench.told.map(({ type }) => type),
      ['provider.down', 'provider.back'],
    );
  });

  it('stays open when that one call fails too, or is left', async () => {
    for (const probe of [gone, 'left'] as const) {
      const bench = open([...fiveTimes, probe === 'left' ? [end] : probe, [end]]);
      for (const error of fiveTimes) await assert.rejects(bench.ask(), error);
      await bench.clock.sleep(30_000, new AbortController().signal);

      await (probe === 'left' ? bench.leave() : assert.rejects(bench.ask(), gone));

      assert.equal(bench.breaker.leftMs(), 30_000, String(probe));
    }
  });

  it('lets nobody else through while that one call is under way', async () => {
    const bench = open([...fiveTimes, [end], [end]]);
    for (const error of fiveTimes) await assert.rejects(bench.ask(), error);
    bench.breaker.probeNow();
    const probe = bench.breaker.guard(bench.stream, () => undefined);
    await probe.next();

    await assert.rejects(bench.ask(), { code: 'provider.unreachable' });
    await probe.next();

    await bench.ask();
  });

  it('is tried at once when a person wants that', async () => {
    const bench = open([...fiveTimes, [end]]);
    for (const error of fiveTimes) await assert.rejects(bench.ask(), error);

    bench.breaker.probeNow();
    await bench.ask();

    assert.equal(bench.model.asked(), 6);
  });
});

function open(plays: readonly (Part | readonly Part[])[]) {
  const clock = createFastClock();
  const breaker = new ProviderBreaker('test', clock);
  const model = playModel(plays);
  const told: CallNotice[] = [];
  const request = { system: '', messages: [], tools: [], maxOutputTokens: 100 };
  const stream = () => model.stream(request, { signal: new AbortController().signal });
  const guarded = () => breaker.guard(stream, notice => told.push(notice));
  return {
    ...{ clock, breaker, model, told, stream },
    async ask(): Promise<void> {
      for await (const event of guarded()) assert.equal(event.type, 'end');
    },
    async leave(): Promise<void> {
      for await (const _ of guarded()) break;
    },
  };
}
