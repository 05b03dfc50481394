import type { ModelCallOutcome, NewCall, RunStore } from '../../src/engine/ports/run-store.ts';

/** A call of the coder in the run `r1`, with whatever differs from an ordinary one. */
export function sampleCall(different: Partial<NewCall> = {}): NewCall {
  return {
    runId: 'r1',
    callId: 'c1',
    phase: 'code',
    attempt: 1,
    agent: 'coder',
    model: 'openai/gpt-4o',
    startedAt: 1500,
    worstCaseUsd: 0.5,
    counted: { costUsd: 0.5, tokens: 5000 },
    ...different,
  };
}

/** What such a call came to: 135 tokens for a cent. */
export function sampleOutcome(different: Partial<ModelCallOutcome> = {}): ModelCallOutcome {
  return {
    durationMs: 12.5,
    inputTokens: 100,
    cacheReadTokens: 10,
    cacheWriteTokens: 0,
    outputTokens: 20,
    reasoningTokens: 5,
    costUsd: 0.01,
    costSource: 'computed',
    pricedAsOf: '2026-10-27',
    topTierUsd: 0.03,
    provenance: 'reported',
    ...different,
  };
}

/** Opens a call whatever has been spent. */
export function openSampleCall(store: RunStore, call: NewCall): NewCall {
  return store.openCall(call.runId, { day: 0, month: 0 }, () => call);
}
