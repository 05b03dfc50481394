import type { Usage } from '../ports/model.ts';
import type { ModelCallOutcome } from '../ports/run-store.ts';
import { costOf } from './cost-of.ts';
import type { Price } from './price.ts';
import { fromNano, toNano } from './usd.ts';

export interface BilledCall {
  readonly usage: Usage;
  /** Undefined when it is not known. */
  readonly price: Price | 'free' | undefined;
  /** The price of the most expensive tier's model; undefined when it is not known. */
  readonly topPrice: Price | 'free' | undefined;
  /** What the provider says it cost, where it says so. */
  readonly reportedUsd: number | undefined;
}

/** What a call cost and how that is known: by the provider's word, else by the price, else not at all. */
export function settleCost(
  call: BilledCall,
): Pick<ModelCallOutcome, 'costUsd' | 'costSource' | 'pricedAsOf' | 'topTierUsd'> {
  const { usage, price, topPrice, reportedUsd } = call;
  const topTierUsd = topPrice === undefined ? null : costOf(usage, topPrice);
  // What is no amount, or more than can be added up exactly, is nobody's word.
  if (reportedUsd !== undefined && reportedUsd >= 0 && Number.isSafeInteger(toNano(reportedUsd))) {
    const costUsd = fromNano(toNano(reportedUsd));
    return { costUsd, costSource: 'reported', pricedAsOf: null, topTierUsd };
  }
  if (price === undefined) return { costUsd: null, costSource: 'unknown', pricedAsOf: null, topTierUsd };
  if (price === 'free') return { costUsd: 0, costSource: 'free', pricedAsOf: null, topTierUsd };
  const costUsd = costOf(usage, price);
  return { costUsd, costSource: 'computed', pricedAsOf: price.asOf ?? null, topTierUsd };
}
