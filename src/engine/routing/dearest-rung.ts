import { costOf } from '../cost/cost-of.ts';
import { type PriceOverrides, priceOf } from '../cost/price-table.ts';
import type { Usage } from '../ports/model.ts';
import { type ModelTiers, type Rung, rungFor, tierOrder } from './model-tiers.ts';

/**
 * The most expensive tier by the price of its preferred model, the harder one where two cost the same. Where no
 * price is known it is the hardest. Undefined when there is no model at all.
 */
export function dearestRung(tiers: ModelTiers, prices: PriceOverrides): Rung | undefined {
  let dearest = rungFor(tiers, 'hard', 0);
  for (const tier of tierOrder.toReversed()) {
    const rung = rungFor(tiers, tier, 0);
    const isDearer = rung !== undefined && costAt(rung, prices) > costAt(dearest, prices);
    if (isDearer) dearest = rung;
  }
  return dearest;
}

/** What models are compared by: about one step of an agent on a middling project. */
export const referenceUsage: Usage = {
  inputTokens: 10_000,
  cacheReadTokens: 0,
  cacheWriteTokens: 0,
  outputTokens: 1_000,
  reasoningTokens: 0,
};

function costAt(rung: Rung | undefined, prices: PriceOverrides): number {
  return (rung && referenceCost(rung.model, prices)) ?? 0;
}

/** Dollars for the reference usage; null when the price is not known. */
export function referenceCost(model: string, prices: PriceOverrides): number | null {
  const price = priceOf(model, prices);
  return price === undefined ? null : costOf(referenceUsage, price);
}
