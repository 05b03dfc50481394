import { describeReason } from '../../engine/routing/describe-route.ts';
import type { RoutedPhase } from '../../engine/routing/route-workflow.ts';
import type { EstimateSlice } from '../../protocol/chat/chat-slices.ts';
import type { RunEstimate } from '../engine.ts';

/** What a run would cost by the prices of its models: one step of each agent that is asked when all goes well. */
export function describeEstimate({ complexity, phases }: RunEstimate): EstimateSlice {
  const asked = phases.filter(({ isAsked, phase }) => isAsked && phase !== 'review' && phase !== 'repair');
  const costs = asked.map(({ referenceUsd }) => referenceUsd);
  const total = costs.some(cost => cost === null)
    ? null
    : costs.reduce<number>((sum, cost) => sum + (cost ?? 0), 0);
  return {
    title: `${complexity.tier} task, ${total === null ? 'price unknown' : total === 0 ? 'free' : `from about ${dollars(total)}`}`,
    lines: [
      'A step of each agent is reckoned with 10,000 tokens in and 1,000 out.',
      ...phases.filter(({ isAsked }) => isAsked).map(describePhase),
      'A repair asks the reviewer too. Caps on cost are in the settings.',
    ],
  };
}

function describePhase(routed: RoutedPhase): string {
  const { phase, model, referenceUsd } = routed;
  const price =
    referenceUsd === null ? 'price unknown' : referenceUsd === 0 ? 'free' : `${dollars(referenceUsd)} a step`;
  return `${phase}: ${model}, ${price} (${describeReason(routed)})`;
}

function dollars(usd: number): string {
  return usd < 0.01 ? '< $0.01' : `$${usd.toFixed(2)}`;
}
