import type { ModelId } from '../ports/model.ts';

/** How much a task asks of a model. */
export type Tier = 'simple' | 'medium' | 'hard';

/** For each tier its models, the preferred one first. */
export type ModelTiers = Readonly<Record<Tier, readonly ModelId[]>>;

/**
 * The preferred model of a tier, so many escalations up. An escalation goes to the next tier that has another
 * model; past the last one it stays. A tier without models borrows from the one above, then from the one below.
 * Undefined when there is no model at all.
 */
export function modelFor(tiers: ModelTiers, tier: Tier, escalation: number): ModelId | undefined {
  const start = order.indexOf(tier);
  const upwards = order.slice(start).flatMap(name => tiers[name].slice(0, 1));
  const downwards = order.slice(0, start).flatMap(name => tiers[name].slice(0, 1));
  const ladder = upwards.length > 0 ? upwards : downwards.slice(-1);
  const steps = ladder.filter((model, index) => index === 0 || model !== ladder[index - 1]);
  return steps[Math.min(Math.max(0, escalation), steps.length - 1)];
}

const order: readonly Tier[] = ['simple', 'medium', 'hard'];
