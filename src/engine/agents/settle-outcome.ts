import { inputOf } from '../cost/all-tokens.ts';
import { estimateTokens } from '../cost/estimate-tokens.ts';
import type { Price } from '../cost/price.ts';
import { settleCost } from '../cost/settle-cost.ts';
import type { ModelId, ModelRequest, ModelResponse, Usage } from '../ports/model.ts';
import type { ModelCallOutcome } from '../ports/run-store.ts';

export interface EndedCall {
  readonly request: ModelRequest;
  readonly model: ModelId;
  /** Undefined when it is not known. */
  readonly price: Price | 'free' | undefined;
  /** Of the most expensive tier's model; undefined when it is not known. */
  readonly topPrice: Price | 'free' | undefined;
  readonly durationMs: number;
  /** What arrived, for an estimate where the vendor reported nothing. */
  readonly heard: { readonly characters: number; readonly isAnything: boolean };
  /** Missing when the stream broke. */
  readonly response?: ModelResponse;
}

/**
 * What a call came to. One that broke after its first sign of life is not free: what was sent and heard is
 * estimated. One that was refused before it is.
 */
export function settleOutcome(ended: EndedCall): ModelCallOutcome {
  const reported = credible(ended.response?.usage);
  const usage = reported ?? credible(ended.response?.estimatedUsage) ?? estimatedUsage(ended);
  const isReplay = ended.model.startsWith('replay/');
  const provenance = isReplay ? 'replayed' : reported === undefined ? 'estimated' : 'reported';
  const { price, topPrice, durationMs } = ended;
  const cost = settleCost({ usage, price, topPrice, reportedUsd: ended.response?.costUsd });
  return { durationMs, ...usage, ...cost, provenance };
}

/** Some servers count in fractions, below zero or not at all: what is no count is taken for no report. */
function credible(usage: Usage | undefined): Usage | undefined {
  if (usage === undefined) return undefined;
  const isCount = (value: number) => Number.isSafeInteger(value) && value >= 0;
  // No request is empty, so one without any input was not counted.
  return inputOf(usage) > 0 && Object.values(usage).every(isCount) ? usage : undefined;
}

function estimatedUsage({ request, heard, response }: EndedCall): Usage {
  if (!heard.isAnything) return nothing;
  const calls = (response?.toolCalls ?? []).reduce((sum, { argumentsText }) => sum + argumentsText.length, 0);
  return {
    inputTokens: estimateTokens(request).likely,
    cacheReadTokens: 0,
    cacheWriteTokens: 0,
    outputTokens: Math.ceil((heard.characters + calls) / charactersPerToken),
    reasoningTokens: 0,
  };
}

const nothing: Usage = {
  inputTokens: 0,
  cacheReadTokens: 0,
  cacheWriteTokens: 0,
  outputTokens: 0,
  reasoningTokens: 0,
};

// As in estimateTokens: what English and code come to with the vendors' tokenizers.
const charactersPerToken = 3.5;
