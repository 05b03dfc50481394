/** As much of a Messages API event as is read here; which fields are there depends on the type. */
export interface AnthropicEvent {
  readonly type: string;
  readonly index?: number;
  readonly message?: { readonly usage?: AnthropicUsage | null };
  readonly content_block?: {
    readonly type: string;
    readonly id?: string;
    readonly name?: string;
    readonly text?: string;
  };
  readonly delta?: AnthropicDelta;
  readonly usage?: AnthropicUsage | null;
}

export interface AnthropicDelta {
  readonly type?: string;
  readonly text?: string | undefined;
  readonly thinking?: string;
  readonly partial_json?: string;
  readonly stop_reason?: string | null;
}

export interface AnthropicUsage {
  readonly input_tokens?: number | null;
  readonly cache_creation_input_tokens?: number | null;
  readonly cache_read_input_tokens?: number | null;
  readonly output_tokens?: number | null;
  readonly output_tokens_details?: { readonly thinking_tokens: number } | null;
}
