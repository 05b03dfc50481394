import { plainLine } from '../../engine/plain-text.ts';
import type { RunSummary } from '../../engine/ports/run-store.ts';
import { formatUsd } from '../display/format-amount.ts';
import { cutToWidth } from '../display/text-width.ts';
import { type Column, textTable } from './text-table.ts';

/** Runs as a table of at most so many columns of text; the task gets what the rest leaves. */
export function runTable(runs: readonly RunSummary[], width: number): readonly string[] {
  const rows = runs.map(run => [
    run.id,
    formatMoment(run.createdAt),
    run.outcome ?? `in ${run.state}`,
    String(run.attempts),
    formatUsd(run.costUsd),
    plainLine(run.task),
  ]);
  return textTable(columns, rows).map(line => cutToWidth(line, Math.max(width, minWidth)));
}

/** The local time to the minute, in an order that sorts. */
export function formatMoment(at: number): string {
  const date = new Date(at);
  const two = (value: number) => String(value).padStart(2, '0');
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return `${day} ${two(date.getHours())}:${two(date.getMinutes())}`;
}

const minWidth = 60;

const columns: readonly Column[] = [
  { title: 'Run', align: 'left' },
  { title: 'Started', align: 'left' },
  { title: 'Outcome', align: 'left' },
  { title: 'Attempts', align: 'right' },
  { title: 'Cost', align: 'right' },
  { title: 'Task', align: 'left' },
];
