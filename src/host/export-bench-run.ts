import type { SampleResult } from '../bench/run/bench-order.ts';
import { runReport } from '../bench/score/run-report.ts';
import { sampleName } from '../bench/score/sample-name.ts';
import type { StoredBenchRun } from './bench-library.ts';

/** Everything that a benchmark run has measured, for programs. */
export function benchJson({ id, order, startedAt, score, results }: StoredBenchRun): object {
  return { id, startedAt: new Date(startedAt).toISOString(), order, score, results };
}

/** A line a sample, for spreadsheets; RFC 4180. */
export function benchCsv({ order, results }: StoredBenchRun): string {
  const lines = results.map(result => columns.map(([, cellOf]) => csvCell(cellOf(result, order.suite))));
  return [columns.map(([name]) => name), ...lines].map(cells => `${cells.join(',')}\r\n`).join('');
}

/** The score as tables, and each problem that did not pass with its reason. */
export function benchMarkdown(run: StoredBenchRun): string {
  const failed = run.results.filter(({ final }) => !final.passed);
  const rows = failed.map(
    result =>
      `| ${inCell(sampleName(result))} | ${result.difficulty} | ${result.repairs} | ${inCell(result.final.reason)} |`,
  );
  const lines = [
    `# Benchmark ${run.id}`,
    '',
    `Started ${new Date(run.startedAt).toISOString()}.`,
    '',
    ...runReport(run),
    ...(rows.length === 0
      ? []
      : [
          '',
          '## Not passed',
          '',
          '| problem | difficulty | repairs | reason |',
          '| --- | --- | --- | --- |',
          ...rows,
        ]),
  ];
  return `${lines.join('\n')}\n`;
}

type Column = readonly [name: string, cellOf: (result: SampleResult, suite: string) => string | number];

const columns: readonly Column[] = [
  ['suite', (_, suite) => suite],
  ['problem', ({ taskId }) => taskId],
  ['sample', ({ sample }) => sample + 1],
  ['difficulty', ({ difficulty }) => difficulty],
  ['category', ({ category }) => category],
  ['passed_without_repair', ({ first }) => String(first.passed)],
  ['passed_with_repair', ({ final }) => String(final.passed)],
  ['repairs', ({ repairs }) => repairs],
  ['outcome', ({ outcome }) => outcome],
  ['tokens', ({ tokens }) => tokens],
  // Empty: nobody knows the price.
  ['cost_usd', ({ costUsd }) => costUsd ?? ''],
  ['seconds', ({ seconds }) => seconds],
  ['reason', ({ final }) => final.reason],
];

/** Spreadsheets take a text that begins like a formula for one, and programs write reasons. */
function csvCell(value: string | number): string {
  if (typeof value === 'number') return String(value);
  const text = /^[=+\-@\t\r]/u.test(value) ? `'${value}` : value;
  return /[",\r\n]/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

const inCell = (text: string) =>
  text.replace(/[\\|`<>[\]*_]/gu, character => `\\${character}`).replace(/\s+/gu, ' ');
