import path from 'node:path';
import { readOrder, readResults } from '../../../bench/run/run-folder.ts';
import { compareRuns, type MeasuredRun } from '../../../bench/score/compare-runs.ts';
import { runReport } from '../../../bench/score/run-report.ts';
import { sampleName } from '../../../bench/score/sample-name.ts';
import { scoreRun } from '../../../bench/score/score-run.ts';
import type { CommandIo } from '../../command-io.ts';
import { exitCodes } from '../../exit-code.ts';

export interface BenchReportOptions {
  readonly gate?: 'significant' | 'any';
  readonly json?: true;
}

/**
 * `codeforge bench report A [B]`: what a run has measured; with a second one, what flipped between them. With `--gate`
 * it fails when B passes significantly less (McNemar, p < 0.05); with `--gate any`, for models that always answer the
 * same, when B fails or has not finished a single problem that A has passed.
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
  const missing = missingIn(before, after);
  if (options.json === true) io.stdout.write(`${JSON.stringify({ ...comparison, missing, isWorse })}\n`);
  else {
    const lines = [
      ...[before, after].flatMap(run => [...runReport(run), '']),
      `${pairs} problems in both: ${gained.length} gained, ${lost.length} lost; McNemar's exact test: p = ${p.toPrecision(3)}.`,
      ...gained.map(name => `  + ${name}`),
      ...lost.map(name => `  - ${name}`),
      ...missing.map(name => `  ? ${name} passed in the first, and is not finished in the second`),
    ];
    io.stdout.write(`${lines.join('\n')}\n`);
  }
  const isRefused = { significant: isWorse, any: lost.length + missing.length > 0 };
  return options.gate !== undefined && isRefused[options.gate] ? exitCodes.failed : exitCodes.done;
}

/** What passed before and has no result now. */
function missingIn(before: MeasuredRun, after: MeasuredRun): readonly string[] {
  const finished = new Set(after.results.map(sampleName));
  const passed = before.results.filter(({ final }) => final.passed);
  return passed.map(sampleName).filter(name => !finished.has(name));
}

const significance = 0.05;

function readRun(directory: string): MeasuredRun {
  const folder = path.resolve(directory);
  return { order: readOrder(folder), results: readResults(folder) };
}
