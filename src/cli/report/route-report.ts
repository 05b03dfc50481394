import { plainLine } from '../../engine/plain-text.ts';
import type { Complexity, ComplexityThresholds } from '../../engine/routing/classify-complexity.ts';
import { describeReason } from '../../engine/routing/describe-route.ts';
import type { RoutedPhase } from '../../engine/routing/route-workflow.ts';
import { formatUsd } from '../display/format-amount.ts';
import type { Colors, Terminal } from '../display/terminal.ts';
import { cutToWidth } from '../display/text-width.ts';
import { textTable } from './text-table.ts';

export interface ReportedRoute {
  readonly task: string;
  readonly complexity: Complexity;
  readonly thresholds: ComplexityThresholds;
  readonly phases: readonly RoutedPhase[];
}

/** Which models a task goes to, for people: how complex it is and why, and each phase with its model, reason and cost. */
export function routeReport(
  { task, complexity, thresholds, phases }: ReportedRoute,
  { color, columns }: Pick<Terminal, 'color' | 'columns'>,
): string {
  const [head = '', ...rows] = phaseTable(phases);
  const blocks = [
    [color.bold(cutToWidth(plainLine(task), Math.min(columns(), maxTaskColumns)))],
    complexityLines(complexity, thresholds, color),
    [color.bold(head), ...rows],
    savings(phases),
  ];
  return `${blocks.map(lines => lines.join('\n')).join('\n\n')}\n`;
}

/** `0.46: medium` with what moved the score. */
function complexityLines(
  { score, tier, signals, judge, judgeFailed }: Complexity,
  { simpleBelow, hardAbove }: ComplexityThresholds,
  color: Colors,
): readonly string[] {
  const by = judge === 'heuristics' ? 'its words and its shape' : judge;
  return [
    `Complexity ${color.bold(score.toFixed(2))}: ${color.bold(tier)}, judged by ${by} ${color.dim(`(simple below ${simpleBelow}, hard above ${hardAbove})`)}`,
    ...signals.map(({ name, weight }) => `  ${signed(weight)}  ${plainLine(name)}`),
    ...(judgeFailed === undefined
      ? []
      : [color.yellow(`  A model should have judged: ${plainLine(judgeFailed)}`)]),
  ];
}

function signed(weight: number): string {
  return `${weight < 0 ? '−' : '+'}${Math.abs(weight).toFixed(2)}`;
}

function phaseTable(phases: readonly RoutedPhase[]): readonly string[] {
  return textTable(
    [
      { title: 'Phase', align: 'left' },
      { title: 'Agent', align: 'left' },
      { title: 'Model', align: 'left' },
      { title: 'Tier', align: 'left' },
      { title: '10k in, 1k out', align: 'right' },
      { title: 'Why', align: 'left' },
    ],
    phases.map(route => {
      const { phase, agent, model, tier, isAsked, referenceUsd } = route;
      if (!isAsked) return [phase, agent, '–', '', '', `not asked: ${describeReason(route)}`];
      return [phase, agent, plainLine(model), tier ?? '–', priceCell(referenceUsd), describeReason(route)];
    }),
  );
}

function priceCell(usd: number | null): string {
  return usd === 0 ? 'free' : formatUsd(usd);
}

function savings(phases: readonly RoutedPhase[]): readonly string[] {
  const asked = phases.filter(({ isAsked }) => isAsked);
  const [first] = asked;
  if (first === undefined) return [];
  const others = [...new Set(asked.flatMap(({ others }) => others))];
  const top = `The most expensive tier would ask ${first.topModel}: ${priceCell(first.topReferenceUsd)} for the same${shareSaved(first)}.`;
  return others.length === 0 ? [top] : [top, `When a model cannot be asked: ${others.join(', ')}.`];
}

/** How much less the first phase's model costs. */
function shareSaved({ model, topModel, referenceUsd, topReferenceUsd }: RoutedPhase): string {
  if (model === topModel || referenceUsd === null || !topReferenceUsd) return '';
  return `; ${Math.round((1 - referenceUsd / topReferenceUsd) * 100)}% are saved`;
}

const maxTaskColumns = 200;
