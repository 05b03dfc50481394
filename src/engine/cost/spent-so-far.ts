import type { ModelCallRecord } from '../ports/run-store.ts';
import { costOf } from './cost-of.ts';
import { dearestPrice } from './price-table.ts';
import { sumUsd } from './usd.ts';

/**
 * What a run's calls count against its caps. One whose price nobody knows counts at the highest price in the
 * table. One that never settled counts at its worst case in dollars where that was known; its tokens never are.
 */
export function spentSoFar(calls: readonly ModelCallRecord[]): {
  readonly costUsd: number;
  readonly tokens: number;
} {
  return {
    costUsd: sumUsd(calls.map(countedUsd)),
    tokens: calls.reduce((sum, call) => sum + tokensOf(call), 0),
  };
}

function countedUsd({ outcome, worstCaseUsd }: ModelCallRecord): number {
  if (outcome === null) return worstCaseUsd ?? 0;
  return outcome.costUsd ?? costOf(outcome, dearestPrice);
}

function tokensOf({ outcome }: ModelCallRecord): number {
  if (outcome === null) return 0;
  const { inputTokens, cacheReadTokens, cacheWriteTokens, outputTokens, reasoningTokens } = outcome;
  return inputTokens + cacheReadTokens + cacheWriteTokens + outputTokens + reasoningTokens;
}
