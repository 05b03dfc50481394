import { inputOf, outputOf } from '../../engine/cost/all-tokens.ts';
import type { CostSource, ModelCallRecord } from '../../engine/ports/run-store.ts';
import type { UsageTotals } from '../../engine/run/run-events.ts';
import type { RunView } from '../../engine/run/run-view.ts';
import { waitingKinds } from '../../engine/workflow/waiting-kinds.ts';
import { formatDuration, formatTokens, formatUsd } from '../display/format-amount.ts';
import { type Column, textTable } from './text-table.ts';

/** Time, model calls, tokens and dollars of each phase that was entered, with their sums. */
export function phaseTable(view: RunView): readonly string[] {
  // While a person decides, nobody works.
  const phases = view.phases.filter(({ visits, kind }) => visits > 0 && !waitingKinds.has(kind));
  const rows = phases.map(({ id, visits, durationMs, usage, costUsd }) => [
    visits > 1 ? `${id} ×${visits}` : id,
    formatDuration(durationMs),
    ...amounts(usage, costUsd),
  ]);
  const total = phases.reduce((sum, { durationMs }) => sum + durationMs, 0);
  return textTable(columns, [
    ...rows,
    ['total', formatDuration(total), ...amounts(view.usage, view.costUsd)],
  ]);
}

/** Where the figures are not what a vendor reported and billed, in full sentences. */
export function tableNotes(calls: readonly ModelCallRecord[]): readonly string[] {
  const has = (provenance: string | undefined) =>
    calls.some(({ outcome }) => outcome?.provenance === provenance);
  const notes: string[] = [];
  if (has('replayed')) notes.push('Replayed from a recorded session: no model was asked, nothing was paid.');
  // Of a call that was refused nothing needs an estimate.
  if (calls.some(({ outcome }) => outcome?.provenance === 'estimated' && outcome.inputTokens > 0))
    notes.push('Some tokens are estimated: an answer broke off, or its server reports none.');
  if (has(undefined))
    notes.push('A call that was cut off by the end of its process counts with the most it can have cost.');
  if (calls.some(({ outcome }) => outcome !== null && outcome.costUsd === null)) {
    notes.push('The cost is unknown: the price of a model is not known.');
  }
  return [...notes, ...costNotes(calls)];
}

/** How the dollars are known. */
function costNotes(calls: readonly ModelCallRecord[]): readonly string[] {
  const outcomes = calls.flatMap(({ outcome }) => outcome ?? []);
  const has = (source: CostSource) => outcomes.some(({ costSource }) => costSource === source);
  const dates = [...new Set(outcomes.flatMap(({ pricedAsOf }) => pricedAsOf ?? []))].sort();
  const table = dates.length === 0 ? 'your own prices' : `the price table of ${dates.join(', ')}`;
  const notes: string[] = [];
  if (has('reported')) notes.push('The cost is what the provider reported.');
  if (has('computed')) notes.push(`The cost is computed from ${table}.`);
  if (outcomes.some(({ costSource, provenance }) => costSource === 'free' && provenance !== 'replayed'))
    notes.push('Local models are free.');
  return notes;
}

const columns: readonly Column[] = [
  { title: 'Phase', align: 'left' },
  { title: 'Time', align: 'right' },
  { title: 'Calls', align: 'right' },
  { title: 'Tokens in', align: 'right' },
  { title: 'cached', align: 'right' },
  { title: 'Tokens out', align: 'right' },
  { title: 'Cost', align: 'right' },
];

/** A phase that asks no model shows nothing rather than zeros. */
function amounts(usage: UsageTotals, costUsd: number | null): readonly string[] {
  if (usage.modelCalls === 0) return ['', '', '', '', ''];
  return [
    String(usage.modelCalls),
    formatTokens(inputOf(usage)),
    formatTokens(usage.cacheReadTokens),
    formatTokens(outputOf(usage)),
    formatUsd(costUsd),
  ];
}
