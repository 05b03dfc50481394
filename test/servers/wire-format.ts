import type { ModelLimits } from '../../src/engine/ports/model.ts';
import type { ScriptedTurn } from './scripted-turn.ts';

/** How one vendor's answers look on the wire. */
export interface WireFormat {
  /** What the client's base URL has after the host. */
  readonly basePath: string;
  /** The path, below the host, to which completions are posted. */
  readonly completionPath: string;
  readonly contentType: string;
  /** The turn as wire events; each is one piece of text that ends as the format says. */
  events(turn: ScriptedTurn, request: CompletionBody): readonly string[];
  garbageEvent(): string;
  errorEvent(message: string): string;
  errorBody(error: WireError): string;
  /** Answers what else a client may ask, such as the list of models; undefined: there is no such thing. */
  get(path: string, models: readonly string[], limits: ModelLimits): unknown;
  /** The environment variables that point a client here. */
  env(baseUrl: string): Readonly<Record<string, string>>;
}

export interface WireError {
  readonly status: number;
  readonly message: string;
  readonly code?: string;
}

/** The parsed body of a completion request; its shape is the vendor's. */
export type CompletionBody = Readonly<Record<string, unknown>>;
