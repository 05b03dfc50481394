import { longestAnswer } from '../engine/conversation/longest-answer.ts';
import type { ModelEvent, ModelResponse, RateStanding } from '../engine/ports/model.ts';
import { AnswerSize } from './answer-size.ts';
import { classifyFailure, cutShort, endless, unreadable } from './classify-failure.ts';
import type { Endpoint } from './endpoint.ts';
import { Pulse } from './pulse.ts';
import { readRateStanding } from './rate-headers.ts';
import { createVendorFetch, type VendorFetch } from './vendor-fetch.ts';

/** One request to a vendor, ready to be sent through its SDK. */
export interface VendorCall<Item> {
  readonly endpoint: Endpoint;
  readonly signal: AbortSignal;
  /** Sends the request with this fetch, under this signal, and nothing of its own. */
  open(fetch: VendorFetch, signal: AbortSignal): Promise<AsyncIterable<Item>>;
}

/** Puts an answer together from what a vendor streams. */
export interface Assembler<Item> {
  /** What there is to show of this item, if anything. */
  add(item: Item): ModelEvent | undefined;
  /** The whole answer; undefined when the item that ends it has not been seen. */
  finish(): ModelResponse | undefined;
}

/** Streams one answer as the model port wants it. Half an answer throws, and so does an aborted one. */
export async function* streamAnswer<Item>(
  call: VendorCall<Item>,
  assembler: Assembler<Item>,
): AsyncGenerator<ModelEvent> {
  try {
    yield* assemble(call, assembler);
  } catch (error) {
    // What breaks after the answer's last word has broken nothing, and asking again would cost it twice.
    if (call.signal.aborted || assembler.finish() === undefined) throw error;
  }
  const response = assembler.finish();
  if (response === undefined) throw cutShort(call.endpoint);
  yield { type: 'end', response };
}

async function* assemble<Item>(
  call: VendorCall<Item>,
  assembler: Assembler<Item>,
): AsyncGenerator<ModelEvent> {
  let shownAt = Date.now();
  let characters = 0;
  for await (const read of readVendor(call)) {
    if (typeof read === 'object' && 'standing' in read) {
      yield { type: 'rate-limits', standing: read.standing };
      continue;
    }
    const event = typeof read === 'object' ? assembler.add(read.item) : undefined;
    if (event !== undefined && 'text' in event) {
      // The SDKs hand on whatever JSON came, and a type is no promise of a server.
      if (typeof event.text !== 'string') throw unreadable(call.endpoint);
      characters += event.text.length;
    }
    if (characters > longestAnswer) throw endless(call.endpoint);
    if (event !== undefined) yield event;
    else if (read === 'life' || Date.now() - shownAt > aliveIntervalMs) yield { type: 'alive' };
    else continue;
    shownAt = Date.now();
  }
}

/** `beat`: bytes have come, `life`: and they are the answer's for certain. */
type Read<Item> = { readonly item: Item } | { readonly standing: RateStanding } | 'beat' | 'life';

/** The vendor's items with its errors translated. Whoever stops reading closes the connection. */
async function* readVendor<Item>(call: VendorCall<Item>): AsyncGenerator<Read<Item>> {
  const { endpoint, signal } = call;
  signal.throwIfAborted();
  const pulse = new Pulse();
  const size = new AnswerSize();
  let standing: RateStanding | undefined;
  const left = new AbortController();
  const either = AbortSignal.any([signal, left.signal]);
  try {
    const stream = await call.open(
      createVendorFetch({
        onHeaders(headers) {
          standing = readRateStanding(headers, Date.now());
        },
        onBytes(chunk) {
          size.add(chunk);
          if (size.isEndless) throw endless(endpoint);
          pulse.beat();
        },
      }),
      either,
    );
    if (standing !== undefined) yield { standing };
    yield* withBeats(stream, pulse);
  } catch (error) {
    signal.throwIfAborted();
    // The model has said all this, whether or not any of it could be shown.
    if (size.isEndless) yield 'life';
    throw classifyFailure(error, endpoint);
  } finally {
    left.abort();
  }
  // The SDKs end an aborted stream as if it had come to its end.
  signal.throwIfAborted();
}

async function* withBeats<Item>(stream: AsyncIterable<Item>, pulse: Pulse): AsyncGenerator<Read<Item>> {
  const iterator = stream[Symbol.asyncIterator]();
  for (;;) {
    const next = iterator.next();
    // When the reader has left by then, nobody is there to whom this failure would matter.
    next.catch(() => undefined);
    let result = await Promise.race([next, pulse.wait()]);
    while (result === undefined) {
      yield 'beat';
      result = await Promise.race([next, pulse.wait()]);
    }
    if (result.done === true) return;
    // An event that says `null`.
    if (result.value != null) yield { item: result.value };
  }
}

const aliveIntervalMs = 1000;
