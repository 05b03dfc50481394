import { sumUsd } from '../cost/usd.ts';
import type { ModelCallRecord } from '../ports/run-store.ts';
import type { UsageTotals } from './run-events.ts';

/** Sums over the ledger's rows. Open calls count as calls; their tokens are not known yet. */
export function totalUsage(calls: readonly ModelCallRecord[]): UsageTotals {
  const sum = (field: Exclude<keyof UsageTotals, 'modelCalls'>) =>
    calls.reduce((total, { outcome }) => total + (outcome?.[field] ?? 0), 0);
  return {
    modelCalls: calls.length,
    inputTokens: sum('inputTokens'),
    cacheReadTokens: sum('cacheReadTokens'),
    cacheWriteTokens: sum('cacheWriteTokens'),
    outputTokens: sum('outputTokens'),
    reasoningTokens: sum('reasoningTokens'),
  };
}

/** Dollars over the ledger's rows; null as soon as one row's cost is not known. */
export function totalCostUsd(calls: readonly ModelCallRecord[]): number | null {
  const costs = calls.map(({ outcome, worstCaseUsd }) => (outcome === null ? worstCaseUsd : outcome.costUsd));
  const known = costs.filter(cost => cost !== null);
  return known.length < costs.length ? null : sumUsd(known);
}
