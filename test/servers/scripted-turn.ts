import type { ModelResponse, Usage } from '../../src/engine/ports/model.ts';
import type { ByteSplit } from './split-bytes.ts';

/** One answer of a scripted server. An empty turn is an empty answer with the default usage. */
export interface ScriptedTurn {
  readonly text?: string;
  readonly reasoning?: string;
  readonly toolCalls?: readonly ScriptedToolCall[];
  /** Missing buckets are 0; missing altogether: 100 in, 20 out; `null`: the server reports none. */
  readonly usage?: Partial<Usage> | null;
  /** What the provider says the answer cost, where the wire format can say so. */
  readonly costUsd?: number;
  /** `tool-calls` when there are any, else `end`. */
  readonly stopReason?: ModelResponse['stopReason'];
  readonly fault?: ScriptedFault;
  /** How the answer's bytes are cut into network chunks; `awkward` unless told. */
  readonly split?: ByteSplit;
  /** Characters a delta; 7 unless told. */
  readonly deltaLength?: number;
  /** Sends the argument pieces of several calls in turn, where the wire format can. */
  readonly interleaved?: boolean;
}

export interface ScriptedToolCall {
  readonly name: string;
  /** Anything JSON; a string is sent as it is, so that malformed arguments can be scripted. */
  readonly arguments: unknown;
}

/** What goes wrong with a turn. `afterEvents` counts whole wire events that are sent before it happens. */
export type ScriptedFault =
  /** An error answer in the vendor's own shape, or `body` as it is. */
  | {
      readonly kind: 'status';
      readonly status: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly message?: string;
      readonly code?: string;
      readonly body?: string;
    }
  /** A web page where JSON should be, as proxies send. */
  | { readonly kind: 'html'; readonly status: number }
  /** The connection is torn down. */
  | { readonly kind: 'disconnect'; readonly afterEvents: number }
  /** The answer ends properly, but too early. */
  | { readonly kind: 'end-early'; readonly afterEvents: number }
  /** An event that is no JSON; the rest follows. */
  | { readonly kind: 'garbage'; readonly afterEvents: number }
  /** An error inside the stream, in the vendor's own shape. */
  | { readonly kind: 'error-event'; readonly afterEvents: number; readonly message: string }
  /** Silence until the server's `release` is called, then the rest. */
  | { readonly kind: 'stall'; readonly afterEvents: number };

const defaultUsage: Usage = {
  inputTokens: 100,
  cacheReadTokens: 0,
  cacheWriteTokens: 0,
  outputTokens: 20,
  reasoningTokens: 0,
};

/** What the turn says it used, with every bucket; null: it does not say. */
export function usageOf(turn: ScriptedTurn): Usage | null {
  if (turn.usage === null) return null;
  if (turn.usage === undefined) return defaultUsage;
  const none: Usage = {
    inputTokens: 0,
    cacheReadTokens: 0,
    cacheWriteTokens: 0,
    outputTokens: 0,
    reasoningTokens: 0,
  };
  return { ...none, ...turn.usage };
}

export function stopReasonOf(turn: ScriptedTurn): ModelResponse['stopReason'] {
  return turn.stopReason ?? ((turn.toolCalls ?? []).length > 0 ? 'tool-calls' : 'end');
}

export function argumentsTextOf(call: ScriptedToolCall): string {
  return typeof call.arguments === 'string' ? call.arguments : JSON.stringify(call.arguments);
}

/** Cuts text into deltas of whole characters. */
export function cutText(text: string, turn: ScriptedTurn): readonly string[] {
  const length = turn.deltaLength ?? 7;
  // Megabytes of it would take long as a list of characters.
  if (/^\p{ASCII}*$/u.test(text)) {
    return Array.from({ length: Math.ceil(text.length / length) }, (_, at) =>
      text.slice(at * length, (at + 1) * length),
    );
  }
  const characters = Array.from(text);
  const pieces: string[] = [];
  for (let at = 0; at < characters.length; at += length) {
    pieces.push(characters.slice(at, at + length).join(''));
  }
  return pieces;
}

/** The deltas of all calls in the order in which they go out, each with the index of its call. */
export function argumentDeltas(
  turn: ScriptedTurn,
): readonly { readonly call: number; readonly text: string }[] {
  const pieces = (turn.toolCalls ?? []).map((call, index) =>
    cutText(argumentsTextOf(call), turn).map(text => ({ call: index, text })),
  );
  if (turn.interleaved !== true) return pieces.flat();
  const rounds = Math.max(0, ...pieces.map(list => list.length));
  return Array.from({ length: rounds }, (_, round) =>
    pieces.flatMap(list => list.slice(round, round + 1)),
  ).flat();
}
