import type { ModelId } from '../ports/model.ts';

/** How much a task asks of a model. */
export type Tier = 'simple' | 'medium' | 'hard';

/** For each tier its models, the preferred one first. */
export type ModelTiers = Readonly<Record<Tier, readonly ModelId[]>>;

/** A tier that has models. */
export interface Rung {
  readonly tier: Tier;
  readonly model: ModelId;
  /** The other models of the tier, in their order: whom to ask when the first cannot be asked. */
  readonly others: readonly ModelId[];
}

/**
 * Where a tier leads, so many escalations up. An escalation goes to the next tier that prefers another model;
 * past the last one it stays. A tier without models borrows from the one above, then from the one below.
 * Undefined when there is no model at all.
 */
export function rungFor(tiers: ModelTiers, tier: Tier, escalation: number): Rung | undefined {
  const start = tierOrder.indexOf(tier);
  const upwards = tierOrder.slice(start).flatMap(name => rungOf(tiers, name));
  const downwards = tierOrder.slice(0, start).flatMap(name => rungOf(tiers, name));
  const ladder = upwards.length > 0 ? upwards : downwards.slice(-1);
  const steps = ladder.filter(({ model }, index) => index === 0 || model !== ladder[index - 1]?.model);
  return steps[Math.min(Math.max(0, escalation), steps.length - 1)];
}

function rungOf(tiers: ModelTiers, tier: Tier): readonly Rung[] {
  const [model, ...others] = tiers[tier];
  return model === undefined ? [] : [{ tier, model, others }];
}

export const tierOrder: readonly Tier[] = ['simple', 'medium', 'hard'];
