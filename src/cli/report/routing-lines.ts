import { sumCalls } from '../../engine/cost/sum-calls.ts';
import { plainLine } from '../../engine/plain-text.ts';
import type { ModelCallRecord } from '../../engine/ports/run-store.ts';
import { describeReason } from '../../engine/routing/describe-route.ts';
import type { ModelRouted } from '../../engine/run/run-events.ts';
import type { StoredRunDetail } from '../../host/read-stored-run.ts';
import { formatUsd } from '../display/format-amount.ts';
import { switchLines } from './switch-lines.ts';
import { textTable } from './text-table.ts';

/**
 * Why each visit of a run asked the model it asked, where another took over, and what that has saved; empty where no
 * model was asked.
 */
export function routingLines({
  routes,
  events,
  calls,
}: Pick<StoredRunDetail, 'routes' | 'events' | 'calls'>): readonly string[] {
  const [first] = routes;
  if (first === undefined) return [];
  const { score, tier, signals, judge } = first.complexity;
  const why = signals.map(
    ({ name, weight }) => `${plainLine(name)} ${weight < 0 ? '−' : '+'}${Math.abs(weight)}`,
  );
  const by = judge === 'heuristics' ? '' : `, judged by ${judge}`;
  const [, ...rows] = textTable(columns, routes.map(rowOf));
  return [
    `complexity ${score.toFixed(2)}, ${tier}${by}: ${why.join(', ')}`,
    ...rows,
    ...switchLines(events),
    ...savings(first, calls),
  ];
}

const columns = ['Visit', 'Agent', 'Model', 'Why'].map(title => ({ title, align: 'left' }) as const);

/** The first visit of a phase needs no number. */
function rowOf(route: ModelRouted): readonly string[] {
  return [route.visit.replace(/#1$/u, ''), route.agent, plainLine(route.model), describeReason(route)];
}

function savings({ topModel }: ModelRouted, calls: readonly ModelCallRecord[]): readonly string[] {
  const { savedUsd } = sumCalls(calls);
  if (savedUsd === null || savedUsd <= 0) return [];
  return [`${formatUsd(savedUsd)} saved against ${plainLine(topModel)}, the most expensive tier (estimated)`];
}
