import { inputOf, outputOf } from '../../engine/cost/all-tokens.ts';
import { dayOf } from '../../engine/cost/calendar.ts';
import type { CapStanding, Spending } from '../../engine/cost/spending.ts';
import type { CallGroup, CallSums } from '../../engine/cost/sum-calls.ts';
import { sumUsd } from '../../engine/cost/usd.ts';
import { plainLine } from '../../engine/plain-text.ts';
import type { CommandIo } from '../command-io.ts';
import { formatCount, formatTokens, formatUsd } from '../display/format-amount.ts';
import { type Column, textTable } from './text-table.ts';

/** What was spent, for people: each sum with how it is known, then by model, agent and day, then the caps. */
export function spendingReport(
  spending: Spending,
  { stdout, program }: Pick<CommandIo, 'stdout' | 'program'>,
): string {
  const { color } = stdout;
  const { since, total, byModel, byAgent, byDay, caps } = spending;
  if (total.calls === 0)
    return `No model was asked since ${dayOf(since)}. Start a run: ${program} solve "<task>"\n${capsBlock(caps)}`;
  const tables = [groupTable('Model', byModel), groupTable('Agent', byAgent), groupTable('Day', byDay)].map(
    ([head = '', ...rows]) => [color.bold(head), ...rows].join('\n'),
  );
  const head = `${color.bold(`Since ${dayOf(since)}:`)} ${formatCount(total.calls, 'call')}, ${tokensIn(total)}`;
  const sums = [head, ...knownSums(spending).map(line => `  ${line}`)].join('\n');
  return `${[sums, ...tables].join('\n\n')}\n${capsBlock(caps)}`;
}

/** What the dollars of a group come to, as one cell: `$0.12`, `free`, `$0.12 + unknown`. */
function costCell(sums: CallSums): string {
  const { reportedUsd, computedUsd, openUsd, reportedCalls, computedCalls, openCalls } = sums;
  const parts: string[] = [];
  if (reportedCalls + computedCalls + openCalls > 0)
    parts.push(formatUsd(sumUsd([reportedUsd, computedUsd, openUsd])));
  if (sums.unknownCalls > 0) parts.push('unknown');
  return parts.join(' + ') || 'free';
}

function knownSums({ total, pricesOf }: Spending): readonly string[] {
  const { reportedCalls, computedCalls, unknownCalls, freeCalls, openCalls, savedUsd } = total;
  const lines: string[] = [];
  const add = (calls: number, line: string) => {
    if (calls > 0) lines.push(`${line} (${formatCount(calls, 'call')})`);
  };
  const table = pricesOf.length === 0 ? 'your own prices' : `the price table of ${pricesOf.join(', ')}`;
  add(reportedCalls, `${formatUsd(total.reportedUsd)} reported by the provider`);
  add(computedCalls, `${formatUsd(total.computedUsd)} computed from ${table}`);
  add(openCalls, `up to ${formatUsd(total.openUsd)} for what is under way or was cut off`);
  add(freeCalls, 'free: local or replayed models');
  add(unknownCalls, 'unknown: no price is known; set it under "prices" in the settings');
  if (savedUsd !== null && savedUsd > 0)
    lines.push(`${formatUsd(savedUsd)} saved against the most expensive tier (estimated)`);
  return lines;
}

function groupTable(title: string, groups: readonly CallGroup[]): readonly string[] {
  const columns: readonly Column[] = [
    { title, align: 'left' },
    { title: 'Calls', align: 'right' },
    { title: 'Tokens in', align: 'right' },
    { title: 'cached', align: 'right' },
    { title: 'Tokens out', align: 'right' },
    { title: 'reasoning', align: 'right' },
    { title: 'Cost', align: 'right' },
  ];
  return textTable(
    columns,
    groups.map(group => [
      plainLine(group.name),
      String(group.calls),
      formatTokens(inputOf(group)),
      formatTokens(group.cacheReadTokens),
      formatTokens(outputOf(group)),
      formatTokens(group.reasoningTokens),
      costCell(group),
    ]),
  );
}

function tokensIn(sums: CallSums): string {
  return `${formatTokens(inputOf(sums))} tokens in, ${formatTokens(outputOf(sums))} out`;
}

function capsBlock(caps: readonly CapStanding[]): string {
  const lines = caps.map(({ period, maxUsd, countedUsd, leftUsd }) => {
    const name = (period === 'day' ? 'today' : 'this month').padEnd('this month'.length);
    if (maxUsd === null) return `  ${name}  ${formatUsd(countedUsd)}, no cap`;
    return `  ${name}  ${formatUsd(countedUsd)} of ${formatUsd(maxUsd)}, ${formatUsd(leftUsd)} left`;
  });
  return `\nAgainst the caps, open calls and unknown prices at their worst\n${lines.join('\n')}\n`;
}
