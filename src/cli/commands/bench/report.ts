import path from 'node:path';
import { readOrder, readResults } from '../../../bench/run/run-folder.ts';
import { compareRuns, type MeasuredRun } from '../../../bench/score/compare-runs.ts';
import { scoreRun } from '../../../bench/score/score-run.ts';
import type { CommandIo } from '../../command-io.ts';
import { exitCodes } from '../../exit-code.ts';
import { scoreTable } from '../../report/score-table.ts';

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
    const score = scoreRun(before.results);
    io.stdout.write(
      options.json === true
        ? `${JSON.stringify({ order: before.order, ...score })}\n`
        : `${[...heading(before), '', ...scoreTable(score)].join('\n')}\n`,
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
      ...[before, after].flatMap(run => [...heading(run), '', ...scoreTable(scoreRun(run.results)), '']),
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

function heading({ order, results }: MeasuredRun): readonly string[] {
  const { suite, model, workflow, maxRepairs, samples, ids, made } = order;
  const prompts = Object.entries(made.prompts).map(([role, version]) => `${role} ${version}`);
  return [
    `${suite}, ${results.length} of ${ids.length * samples} finished; ${model ?? 'models by tier'}, workflow ${workflow}, at most ${maxRepairs} repairs`,
    `prompts: ${prompts.join(', ')}; ${made.sandbox}; CodeForge ${made.version}${made.commit === null ? '' : `, commit ${made.commit.slice(0, 12)}`}`,
  ];
}
