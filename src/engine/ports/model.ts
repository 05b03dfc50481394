/** A language model that can be asked. One interface for every vendor. */
export interface Model {
  /** `provider/name`, for example `openai/gpt-5-mini`. */
  readonly id: ModelId;
  /**
   * What may be down or used up as one: an address, and whose key is sent there. Missing: nothing but the provider
   * tells them apart.
   */
  readonly account?: string;
  /**
   * Streams one answer. The last event is always `end`; a stream that breaks before it throws, so half
   * an answer is never taken for a whole one. Throws ForgeError `provider.*`, or the signal's AbortError.
   */
  stream(request: ModelRequest, options: { readonly signal: AbortSignal }): AsyncIterable<ModelEvent>;
  /** What is known of the model. May ask its server, once; throws as `stream` does. Missing: nothing is known. */
  limits?(signal: AbortSignal): Promise<ModelLimits>;
}

/** What a model can take; what is not known is missing. */
export interface ModelLimits {
  /** Input and output together. */
  readonly contextTokens?: number;
  /** False: the model cannot call tools, and speaks the text protocol instead. */
  readonly tools?: boolean;
}

export type ModelId = `${string}/${string}`;

/**
 * Opens a model by id. Throws ForgeError `config.missing-key` or `config.invalid` (unknown provider)
 * before anything is sent.
 */
export type OpenModel = (id: ModelId) => Model;

export interface ModelRequest {
  readonly system: string;
  readonly messages: readonly Message[];
  readonly tools: readonly ToolDefinition[];
  readonly maxOutputTokens: number;
}

/** Plain data, so that a conversation can be stored and continued by another process. */
export type Message =
  | { readonly role: 'user'; readonly text: string }
  | { readonly role: 'assistant'; readonly text: string; readonly toolCalls: readonly ToolCall[] }
  | { readonly role: 'tool'; readonly results: readonly ToolResult[] };

export interface ToolDefinition {
  readonly name: string;
  readonly description: string;
  /** A JSON Schema of type object. */
  readonly parameters: Readonly<Record<string, unknown>>;
}

export interface ToolCall {
  /** Unique within a conversation; adapters make one up where the vendor gives none. */
  readonly id: string;
  readonly name: string;
  /** The JSON text as the model wrote it; it may be malformed. */
  readonly argumentsText: string;
  /**
   * What the vendor wants back with this call, as its adapter alone can read it: Gemini's signature of the
   * thought behind the call.
   */
  readonly vendorData?: string;
}

export interface ToolResult {
  readonly callId: string;
  readonly name: string;
  readonly text: string;
  readonly isError: boolean;
}

export type ModelEvent =
  | { readonly type: 'text.delta'; readonly text: string }
  | { readonly type: 'reasoning.delta'; readonly text: string }
  /**
   * Sign of life, at most one a second: the server sent something that is not shown, such as a piece of a
   * tool call or a ping. Whoever waits for the stream knows by it that the stream has not stalled.
   */
  | { readonly type: 'alive' }
  /** What the server says, before its answer, that it will still take. No sign of the answer itself. */
  | { readonly type: 'rate-limits'; readonly standing: RateStanding }
  | { readonly type: 'end'; readonly response: ModelResponse };

export interface ModelResponse {
  readonly text: string;
  readonly toolCalls: readonly ToolCall[];
  /** `length`: cut off at the output limit; its tool calls must not be run. */
  readonly stopReason: 'end' | 'tool-calls' | 'length' | 'refused';
  /** Missing when the vendor did not report it. */
  readonly usage?: Usage;
  /** What the provider itself says the answer cost; missing where it does not, as most do not. */
  readonly costUsd?: number;
  /** Where the vendor reported nothing: what was counted on this side with the model's own tokenizer. */
  readonly estimatedUsage?: Usage;
}

/** How far a provider's limits are used up; what it does not say is missing. */
export interface RateStanding {
  readonly requests?: RateAllowance;
  readonly tokens?: RateAllowance;
}

export interface RateAllowance {
  readonly remaining: number;
  /** Of a whole period; missing where only what remains is told. */
  readonly limit?: number;
  /** Until all of it is there again. */
  readonly resetMs: number;
}

/** Token counts in disjoint buckets: their sum is what was processed. */
export interface Usage {
  /** Input that was neither read from nor written to the vendor's cache. */
  readonly inputTokens: number;
  readonly cacheReadTokens: number;
  readonly cacheWriteTokens: number;
  /** Output without reasoning. */
  readonly outputTokens: number;
  readonly reasoningTokens: number;
}
