import type { ModelTiers, Tier } from './model-tiers.ts';
import { tierOrder } from './model-tiers.ts';

/** The models of one provider that is there. */
export interface TierSource {
  /** Runs on the user's own machine: costs nothing, and can do less. */
  readonly isLocal: boolean;
  readonly tiers: ModelTiers;
}

/** Tiers that the user has named; one that is missing or empty is filled from what is there. */
export type TierOverrides = Readonly<Partial<ModelTiers>>;

/**
 * Tiers from everything that can be asked, the preferred model first: simple tasks go to a local model, all others
 * to it only when there is nothing else. The sources are in the order of preference.
 */
export function fillTiers(sources: readonly TierSource[], overrides: TierOverrides): ModelTiers {
  const local = sources.filter(({ isLocal }) => isLocal);
  const remote = sources.filter(({ isLocal }) => !isLocal);
  const models = (tier: Tier) => {
    const own = overrides[tier] ?? [];
    if (own.length > 0) return own;
    const ordered = tier === 'simple' ? [...local, ...remote] : [...remote, ...local];
    return [...new Set(ordered.flatMap(({ tiers }) => tiers[tier]))];
  };
  return { simple: models('simple'), medium: models('medium'), hard: models('hard') };
}

/** True when every tier is named, so that nobody need look for what is there. */
export function namesEveryTier(overrides: TierOverrides): overrides is ModelTiers {
  return tierOrder.every(tier => (overrides[tier] ?? []).length > 0);
}
