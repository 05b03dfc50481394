/**
 * As much of a Chat Completion's chunk as is read here. Everything may be missing: of the many servers that
 * speak nearly this format, each leaves out something else.
 */
export interface OpenAiChunk {
  readonly choices?: readonly OpenAiChoice[] | null;
  readonly usage?: OpenAiUsage | null;
}

interface OpenAiChoice {
  readonly delta?: OpenAiDelta | null;
  readonly finish_reason?: string | null;
}

export interface OpenAiDelta {
  readonly content?: string | readonly OpenAiPart[] | null;
  readonly refusal?: string | null;
  /** Reasoning has no field of OpenAI's own here; these two are what the others use. */
  readonly reasoning_content?: string | null;
  readonly reasoning?: string | null;
  readonly tool_calls?: readonly (OpenAiCallPiece | null)[] | null;
}

/** Text, or what the model thinks. */
export interface OpenAiPart {
  readonly type?: string;
  readonly text?: string;
}

/** A piece of a tool call. The first one has the id and the name. */
export interface OpenAiCallPiece {
  readonly index?: number | undefined;
  readonly id?: string | undefined;
  readonly function?:
    | { readonly name?: string | undefined; readonly arguments?: string | undefined }
    | undefined;
}

export interface OpenAiUsage {
  readonly prompt_tokens?: number;
  readonly completion_tokens?: number;
  readonly prompt_tokens_details?: {
    readonly cached_tokens?: number;
    readonly cache_write_tokens?: number;
  } | null;
  readonly cost?: number | null;
  readonly is_byok?: boolean;
  readonly cost_details?: { readonly upstream_inference_cost?: number | null } | null;
  readonly completion_tokens_details?: { readonly reasoning_tokens?: number } | null;
}
