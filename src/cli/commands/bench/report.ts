import path from 'node:path';
import { readOrder, readResults } from '../../../bench/run/run-folder.ts';
import { compareRuns, type MeasuredRun } from '../../../bench/score/compare-runs.ts';
import { runReport } from '../../../bench/score/run-report.ts';
import { scoreRun } from '../../../bench/score/score-run.ts';
import type { CommandIo } from '../../command-io.ts';
import { exitCodes } from '../../exit-code.ts';

export interface BenchReportOptions {
  readonly gate?: true;
  readonly json?: true;
}

/**
 * `codeforge bench report A [B]`: what a run has measured; with a second one, what flipped between them. With `--gate`
 * it fails when B passes significantly less (McNemar, p < 0.05).
 */
export async function benchReport(
  first: string,
  second: string | undefined,
  { options, io }: { readonly options: BenchReportOptions; readonly io: CommandIo },
): Promise<number> {
  const before = readRun(first);
  if (second === undefined) {
    io.stdout.write(
      options.json === true
        ? `${JSON.stringify({ order: before.order, ...scoreRun(before.results) })}\n`
        : `${runReport(before).join('\n')}\n`,
    );
    return exitCodes.done;
  }
  const after = readRun(second);
  const comparison = compareRuns(before, after);
  const { gained, lost, pairs, p } = comparison;
  const isWorse = lost.length > gained.length && p < significance;
  if (options.json === true) io.stdout.write(`${JSON.stringify({ ...comparison, isWorse })}\n`);
  else {
    const lines = [
      ...[before, after].flatMap(run => [...runReport(run), '']),
      `${pairs} problems in both: ${gained.length} gained, ${lost.length} lost; McNemar's exact test: p = ${p.toPrecision(3)}.`,
      ...gained.map(name => `  + ${name}`),
      ...lost.map(name => `  - ${name}`),
    ];
    io.stdout.write(`${lines.join('\n')}\n`);
  }
  return options.gate === true && isWorse ? exitCodes.failed : exitCodes.done;
}

const significance = 0.05;

function readRun(directory: string): MeasuredRun {
  const folder = path.resolve(directory);
  return { order: readOrder(folder), results: readResults(folder) };
}
