import type { ModelId } from '../ports/model.ts';

/** What people are told of a call to a model that does not simply go through. Plain data: it becomes an event. */
export type CallNotice = CallWait | ModelSwitched | ContextShrunk | ProviderDown | ProviderBack;

export type TellCall = (notice: CallNotice) => void;

/** The call waits, and goes on by itself. */
export interface CallWait {
  readonly type: 'model.call.wait';
  readonly model: ModelId;
  readonly provider: string;
  /**
   * `retry`: it failed in a way that may pass. `outage`: so do all calls to the provider, which is left alone until
   * it is tried once more. `rate-limit`: it was not sent yet, so that a limit is not overrun.
   */
  readonly reason: 'retry' | 'outage' | 'rate-limit';
  /** The HTTP status that the provider answered with; null where there was none. */
  readonly status: number | null;
  /** What happened, in full sentences. */
  readonly message: string;
  readonly waitMs: number;
  /** Milliseconds since the epoch. */
  readonly nextTryAt: number;
}

/** From now on another model of the tier is asked in this visit. */
export interface ModelSwitched {
  readonly type: 'model.switched';
  readonly from: ModelId;
  readonly to: ModelId;
  /** Why the first one is not asked any more, in full sentences. */
  readonly message: string;
  /** Those in between that were passed over. */
  readonly skipped: readonly { readonly model: ModelId; readonly why: string }[];
  /** `text`: the new one cannot call tools. */
  readonly protocol: 'tools' | 'text';
}

/** The conversation was too long for the model, and is asked about once more without its older parts. */
export interface ContextShrunk {
  readonly type: 'model.context.shrunk';
  readonly model: ModelId;
  /** What the model or its server said, in full sentences. */
  readonly message: string;
  /** Estimated, of the conversation alone. */
  readonly fromTokens: number;
  readonly toTokens: number;
}

/** So many calls have failed in a row that nobody asks the provider for a while. */
export interface ProviderDown {
  readonly type: 'provider.down';
  readonly provider: string;
  readonly failures: number;
  readonly nextTryAt: number;
}

/** The one call that was let through came back. */
export interface ProviderBack {
  readonly type: 'provider.back';
  readonly provider: string;
}

/** `openai` of `openai/gpt-6-sol`. */
export function providerOf(model: ModelId): string {
  return model.slice(0, model.indexOf('/'));
}
