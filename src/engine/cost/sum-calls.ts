import type { Usage } from '../ports/model.ts';
import type { ModelCallRecord } from '../ports/run-store.ts';
import { sumUsd } from './usd.ts';

/** What calls came to. The dollars stand apart by how they are known; together with `openUsd` they are all there is. */
export interface CallSums extends Usage {
  readonly calls: number;
  /** Said by the providers. */
  readonly reportedUsd: number;
  readonly reportedCalls: number;
  /** Computed from prices. */
  readonly computedUsd: number;
  readonly computedCalls: number;
  /** Nobody knows their price. */
  readonly unknownCalls: number;
  /** On the user's own machine, or replayed. */
  readonly freeCalls: number;
  /** Under way, or cut off with their process: the most they can cost, as far as their price is known. */
  readonly openUsd: number;
  readonly openCalls: number;
  /** Estimated: what the most expensive tier would have cost beyond what was paid; null where that is not known. */
  readonly savedUsd: number | null;
}

export function sumCalls(calls: readonly ModelCallRecord[]): CallSums {
  const settled = calls.flatMap(({ outcome }) => outcome ?? []);
  const open = calls.filter(({ outcome }) => outcome === null);
  const from = (source: (typeof settled)[number]['costSource']) =>
    settled.filter(({ costSource }) => costSource === source);
  const dollars = (outcomes: typeof settled) => sumUsd(outcomes.map(({ costUsd }) => costUsd ?? 0));
  const tokens = (bucket: keyof Usage) => settled.reduce((sum, outcome) => sum + outcome[bucket], 0);
  return {
    calls: calls.length,
    inputTokens: tokens('inputTokens'),
    cacheReadTokens: tokens('cacheReadTokens'),
    cacheWriteTokens: tokens('cacheWriteTokens'),
    outputTokens: tokens('outputTokens'),
    reasoningTokens: tokens('reasoningTokens'),
    reportedUsd: dollars(from('reported')),
    reportedCalls: from('reported').length,
    computedUsd: dollars(from('computed')),
    computedCalls: from('computed').length,
    unknownCalls: from('unknown').length,
    freeCalls: from('free').length,
    openUsd: sumUsd(open.map(({ worstCaseUsd }) => worstCaseUsd ?? 0)),
    openCalls: open.length,
    savedUsd: savingsOf(settled),
  };
}

function savingsOf(
  settled: readonly { readonly costUsd: number | null; readonly topTierUsd: number | null }[],
): number | null {
  const pairs = settled.flatMap(({ costUsd, topTierUsd }) =>
    costUsd === null || topTierUsd === null ? [] : [[topTierUsd, -costUsd]],
  );
  return pairs.length === 0 ? null : sumUsd(pairs.flat());
}

/** The sums of each group, in the order in which the groups first come. */
export function groupCalls(
  calls: readonly ModelCallRecord[],
  groupOf: (call: ModelCallRecord) => string,
): readonly CallGroup[] {
  return [...Map.groupBy(calls, groupOf)].map(([name, own]) => ({ name, ...sumCalls(own) }));
}

export interface CallGroup extends CallSums {
  readonly name: string;
}
