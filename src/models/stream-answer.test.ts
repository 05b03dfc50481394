import assert from 'node:assert/strict';
import type { ModelEvent, ModelResponse } from '../engine/ports/model.ts';
import type { Endpoint } from './endpoint.ts';
import { type Assembler, streamAnswer, type VendorCall } from './stream-answer.ts';

const endpoint: Endpoint = {
  vendor: 'Test',
  model: 'm',
  baseUrl: 'http://test.example',
  apiKey: undefined,
  secrets: [],
  keyVariable: 'TEST_KEY',
  urlVariable: 'TEST_URL',
  startHint: 'Start it.',
};

describe('streamAnswer', () => {
  let now = 0;
  const realNow = Date.now;
  beforeEach(() => {
    now = 1_000_000;
    Date.now = () => now;
  });
  afterEach(() => {
    Date.now = realNow;
  });

  it('shows that it is alive while there is nothing to show, once a second', async () => {
    async function* items(): AsyncGenerator<string> {
      for (const item of ['{"pa', 'th":', '"a.p', 'y"}', 'shown', 'end']) {
        now += 600;
        yield item;
      }
    }

    const events = await collect(async () => items());

    assert.deepEqual(
      events.map(({ type }) => type),
      ['alive', 'alive', 'text.delta', 'end'],
    );
  });

  it('counts bytes that the SDK makes nothing of', async () => {
    async function* items(body: ReadableStream<Uint8Array> | null): AsyncGenerator<string> {
      now += 5000;
      for await (const _ of body ?? []) await new Promise(setImmediate);
      yield 'end';
    }

    const events = await collect(async fetch => {
      const response = await fetch('data:text/event-stream,: ping');
      return items(response.body);
    });

    assert.deepEqual(
      events.map(({ type }) => type),
      ['alive', 'end'],
    );
  });

  it('keeps a whole answer whose connection broke after its last word', async () => {
    async function* items(): AsyncGenerator<string> {
      yield 'end';
      throw new Error('socket hang up');
    }

    assert.deepEqual(
      (await collect(async () => items())).map(({ type }) => type),
      ['end'],
    );
  });

  it('does not take for text what is none, and lets what is nothing pass', async () => {
    async function* items(): AsyncGenerator<unknown> {
      yield null;
      yield { strange: 'text' };
    }
    const seen: unknown[] = [];
    const strange: Assembler<unknown> = {
      add(item) {
        seen.push(item);
        return { type: 'text.delta', text: item as string };
      },
      finish: () => undefined,
    };

    const answer = streamAnswer({ endpoint, signal: noSignal, open: async () => items() }, strange);

    await assert.rejects(drain(answer), { code: 'provider.unreachable', retryable: true });
    assert.deepEqual(seen, [{ strange: 'text' }]);
  });

  it('does not take its own bugs for the vendor’s', async () => {
    const broken: Assembler<string> = {
      add: () => {
        throw new TypeError('a bug');
      },
      finish: () => undefined,
    };
    const open = async (): Promise<AsyncIterable<string>> => oneItem();

    await assert.rejects(drain(streamAnswer({ endpoint, signal: noSignal, open }, broken)), TypeError);
  });
});

const noSignal = new AbortController().signal;

async function* oneItem(): AsyncGenerator<string> {
  yield 'end';
}

/** Shows the item `shown`, and is whole after `end`. */
function assembler(): Assembler<string> {
  let isWhole = false;
  const response: ModelResponse = { text: '', toolCalls: [], stopReason: 'end' };
  return {
    add(item) {
      isWhole ||= item === 'end';
      return item === 'shown' ? { type: 'text.delta', text: item } : undefined;
    },
    finish: () => (isWhole ? response : undefined),
  };
}

function collect(open: VendorCall<string>['open']): Promise<readonly ModelEvent[]> {
  return drain(streamAnswer({ endpoint, signal: noSignal, open }, assembler()));
}

async function drain(stream: AsyncIterable<ModelEvent>): Promise<readonly ModelEvent[]> {
  const events: ModelEvent[] = [];
  for await (const event of stream) events.push(event);
  return events;
}
