import type { StoredEvent } from '../ports/run-store.ts';
import type { RunEvent, RunEventEnvelope, RunEventSink, StoredRunEvent, StreamEvent } from './run-events.ts';
import type { RunPorts } from './run-ports.ts';
import { createStreamKeeper } from './stream-keeper.ts';

/** Tells events of a run to whoever listens, once each, whichever process has stored them. */
export interface RunTeller {
  readonly subscribe: (listener: (event: RunEventEnvelope) => void) => () => void;
  /** Stores an event, unless it only streams, and tells it. */
  readonly emit: RunEventSink;
  /** Tells an event that was stored just now. */
  readonly tell: (event: RunEvent) => void;
  /** Tells those of all stored events that another process has added. */
  readonly tellNews: (all: readonly StoredEvent[]) => void;
  /** All of these are from before anybody listened. */
  readonly skip: (all: readonly StoredEvent[]) => void;
  /** Writes down what has streamed since the last event that was stored. */
  readonly keepStreams: () => void;
}

export function createRunTeller(
  { store, clock }: Pick<RunPorts, 'store' | 'clock'>,
  runId: string,
): RunTeller {
  const listeners = new Set<(event: RunEventEnvelope) => void>();
  /** How many of the stored events were told, or skipped. */
  let known = 0;
  const streams = createStreamKeeper(store, runId);
  const pass = (event: RunEvent, at: number) => {
    for (const listener of listeners) listener({ ...event, runId, at });
  };
  const tell = (event: RunEvent) => {
    if (!isStream(event)) known += 1;
    streams.take(event);
    pass(event, clock.now());
  };
  return {
    tell,
    keepStreams: streams.keep,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    emit(event) {
      if (!isStream(event)) {
        streams.keep();
        store.appendEvent(runId, storedEvent(event, clock.now()));
      }
      tell(event);
    },
    tellNews(all) {
      const news = all.slice(known);
      known = all.length;
      streams.forget();
      for (const { at, json } of news) pass(JSON.parse(json) as StoredRunEvent, at);
    },
    skip(all) {
      known = all.length;
    },
  };
}

export function storedEvent(event: RunEvent, at: number): StoredEvent {
  return { at, type: event.type, json: JSON.stringify(event) };
}

const streamTypes: ReadonlySet<string> = new Set<StreamEvent['type']>([
  'model.text.delta',
  'model.reasoning.delta',
  'terminal.chunk',
  'sandbox.progress',
]);

const isStream = (event: RunEvent): event is StreamEvent => streamTypes.has(event.type);
