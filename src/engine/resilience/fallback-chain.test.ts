import assert from 'node:assert/strict';
import { createFastClock } from '../../../test/fakes/fast-clock.ts';
import { type Part, type PlayedModel, playModel } from '../../../test/fakes/played-model.ts';
import { ForgeError, type ForgeErrorCode } from '../forge-error.ts';
import type { ModelEvent, ModelId, ModelLimits, ModelRequest } from '../ports/model.ts';
import type { CallNotice, ModelSwitched } from './call-notice.ts';
import { defaultCallPolicy } from './call-policy.ts';
import { streamThroughChain } from './fallback-chain.ts';
import { createProviders, type Providers } from './providers.ts';

const end = (text: string): ModelEvent => ({
  type: 'end',
  response: { text, toolCalls: [], stopReason: 'end' },
});
const delta: ModelEvent = { type: 'text.delta', text: 'ha' };
const gone = new ForgeError('provider.unreachable', 'Gone. Wait.', { retryable: true, status: 503 });
const fail = (code: ForgeErrorCode) => new ForgeError(code, `It is ${code}. Mend it.`);

describe('the fallback chain', () => {
  it('asks only the first model while that works', async () => {
    const chain = open({ 'a/one': [[end('A')]], 'b/two': [] });

    assert.equal(await chain.ask(), 'A');

    assert.deepEqual(chain.asked(), { 'a/one': 1, 'b/two': 0 });
  });

  it('gives the first a second chance, then asks the next and says why', async () => {
    const chain = open({ 'a/one': [gone, gone], 'b/two': [[end('B')]] });

    assert.equal(await chain.ask(), 'B');

    assert.deepEqual(chain.asked(), { 'a/one': 2, 'b/two': 1 });
    assert.deepEqual(chain.switches(), [
      { from: 'a/one', to: 'b/two', message: 'Gone. Wait.', skipped: [], protocol: 'tools' },
    ]);
  });

  it('does not wait long for a model that another can stand in for', async () => {
    const limited = new ForgeError('provider.rate-limited', 'Slow down.', {
      retryable: true,
      retryAfterMs: 30_000,
    });
    const chain = open({ 'a/one': [limited], 'b/two': [[end('B')]] });

    assert.equal(await chain.ask(), 'B');
    assert.deepEqual(chain.clock.waits(), []);
  });

  it('never changes over once something has been heard', async () => {
    const broken = [delta, gone];
    const chain = open({ 'a/one': [broken, broken, broken, broken], 'b/two': [[end('B')]] });

    await assert.rejects(chain.ask(), gone);

    assert.deepEqual(chain.asked(), { 'a/one': 4, 'b/two': 0 });
  });

  it('asks another provider where a key or an account is at fault, and no other model of the same', async () => {
    for (const code of ['provider.unauthorized', 'provider.no-credit', 'config.missing-key'] as const) {
      const chain = open({ 'a/one': [fail(code)], 'a/two': [[end('A2')]], 'b/three': [[end('B')]] });

      assert.equal(await chain.ask(), 'B', code);
      assert.deepEqual(
        chain.switches()[0]?.skipped.map(({ model }) => model),
        ['a/two'],
      );
    }
  });

  it('leaves a refusal, a bad request and a cap to people', async () => {
    for (const code of ['provider.refused', 'provider.bad-request', 'budget.exceeded'] as const) {
      const error = fail(code);
      const chain = open({ 'a/one': [error], 'b/two': [[end('B')]] });

      await assert.rejects(chain.ask(), error);
      assert.deepEqual(chain.asked(), { 'a/one': 1, 'b/two': 0 });
    }
  });

  it('passes over what is too small, not there or left alone', async () => {
    const providers = createProviders(createFastClock());
    for (let times = 0; times < 5; times += 1) {
      const outage = providers.of({ id: 'down/x' }).breaker.guard(
        () => playModel([gone]).stream(request, { signal }),
        () => undefined,
      );
      await assert.rejects(outage.next(), gone);
    }
    const chain = open(
      { 'a/one': [gone, gone], 'small/x': [], 'down/x': [], 'b/two': [[end('B')]] },
      { limits: { 'small/x': { contextTokens: 100 }, 'b/two': { tools: false } }, missing: [], providers },
    );

    assert.equal(await chain.ask(), 'B');

    const [change] = chain.switches();
    assert.deepEqual(
      change?.skipped.map(({ model }) => model),
      ['small/x', 'down/x'],
    );
    assert.equal(change?.protocol, 'text');
  });

  it('asks for a longer context only where one is known', async () => {
    const chain = open(
      { 'a/one': [fail('provider.context-too-long')], 'b/two': [], 'c/long': [[end('C')]] },
      { limits: { 'c/long': { contextTokens: 1_000_000 } } },
    );

    assert.equal(await chain.ask(), 'C');
    assert.deepEqual(chain.asked(), { 'a/one': 1, 'b/two': 0, 'c/long': 1 });
  });

  it('leaves a context that is too long to whoever can shorten it', async () => {
    const error = fail('provider.context-too-long');
    const chain = open(
      { 'a/one': [error], 'c/long': [[end('C')]] },
      { limits: { 'c/long': { contextTokens: 1_000_000 } }, canShorten: true },
    );

    await assert.rejects(chain.ask(), error);
  });

  it('tells of all when all are down, and that it may pass', async () => {
    const chain = open({ 'a/one': [gone, gone], 'b/two': [gone, gone, gone, gone] });

    await assert.rejects(chain.ask(), (error: ForgeError) => {
      assert.equal(error.code, 'provider.unreachable');
      assert.equal(error.retryable, true);
      assert.match(error.message, /^No model of the tier can be asked\. a\/one: Gone.*b\/two: Gone/u);
      return true;
    });
    assert.deepEqual(chain.asked(), { 'a/one': 2, 'b/two': 4 });
  });

  it('passes over a model that cannot even be opened', async () => {
    const chain = open(
      { 'a/one': [gone, gone], 'b/two': [], 'c/three': [[end('C')]] },
      { missing: ['b/two'] },
    );

    assert.equal(await chain.ask(), 'C');
    assert.match(chain.switches()[0]?.skipped[0]?.why ?? '', /config\.missing-key/u);
  });

  it('ends with the signal, without asking anybody else', async () => {
    const stop = new AbortController();
    const chain = open({ 'a/one': ['silence'], 'b/two': [[end('B')]] }, { still: true });
    const asked = chain.ask(stop.signal);
    stop.abort();

    await assert.rejects(asked, { name: 'AbortError' });
    assert.equal(chain.asked()['b/two'], 0);
  });
});

const { signal } = new AbortController();
const request: ModelRequest = { system: 's', messages: [], tools: [], maxOutputTokens: 8_192 };

interface Circumstances {
  readonly limits?: Readonly<Record<string, ModelLimits>>;
  readonly missing?: readonly string[];
  readonly providers?: Providers;
  readonly still?: boolean;
  readonly canShorten?: boolean;
}

function open(
  plays: Readonly<Record<ModelId, readonly (Part | readonly Part[])[]>>,
  { limits = {}, missing = [], providers, still = false, canShorten = false }: Circumstances = {},
) {
  const clock = createFastClock({ isStill: still });
  const names = Object.keys(plays) as ModelId[];
  const models = new Map<ModelId, PlayedModel>(names.map(id => [id, playModel(plays[id] ?? [], id)]));
  const told: CallNotice[] = [];
  const find = (id: ModelId) => {
    const model = models.get(id);
    if (model === undefined || missing.includes(id)) throw fail('config.missing-key');
    const known = limits[id];
    return known === undefined ? model : { ...model, limits: async () => known };
  };
  return {
    clock,
    asked: () => Object.fromEntries([...models].map(([id, model]) => [id, model.asked()])),
    switches: () =>
      told
        .filter((notice): notice is ModelSwitched => notice.type === 'model.switched')
        .map(({ type: _, ...change }) => change),
    async ask(stop = signal): Promise<string> {
      const stream = streamThroughChain(request, {
        ...{ clock, models: names, open: find, inspect: find, signal: stop, callPolicy: defaultCallPolicy },
        providers: providers ?? createProviders(clock),
        tell: notice => told.push(notice),
        onSwitch: () => undefined,
        canShorten: () => canShorten,
      });
      let text = '';
      for await (const event of stream) if (event.type === 'end') text = event.response.text;
      return text;
    },
  };
}
