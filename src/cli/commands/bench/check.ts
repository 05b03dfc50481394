import { type CheckedProgram, isAsExpected } from '../../../bench/check/check-suite.ts';
import type { Suite } from '../../../bench/suite/open-suite.ts';
import { openBenchDesk } from '../../../host/bench-desk.ts';
import type { CommandIo } from '../../command-io.ts';
import { exitCodes } from '../../exit-code.ts';
import { cliHostOptions } from '../../open-cli-host.ts';
import { tellProgress } from '../../tell-progress.ts';
import type { BenchJudgeOptions } from './judge.ts';

export type BenchCheckOptions = Omit<BenchJudgeOptions, 'completions'>;

/**
 * `codeforge bench check`: whether the suite's right programs pass and its wrong ones fail. Prints a sentence for each
 * that does not, or with `--json` a line for each program; fails when there is one.
 */
export async function benchCheck(
  suiteName: string,
  options: BenchCheckOptions,
  io: CommandIo,
): Promise<number> {
  const { stdout, interrupts } = io;
  const { concurrency, data } = options;
  const desk = openBenchDesk(await cliHostOptions(options, io));
  const signal = AbortSignal.any([interrupts.cancelled, interrupts.ended]);
  const onProgress = tellProgress(io);
  const suite = await desk.suite(suiteName, { signal, onProgress, ...(data !== undefined && { data }) });
  const checked: CheckedProgram[] = [];
  for await (const program of desk.check({ suite, concurrency, signal, onProgress })) {
    checked.push(program);
    if (options.json === true) stdout.write(`${JSON.stringify(program)}\n`);
    else if (!isAsExpected(program)) stdout.write(`${surprise(program)}\n`);
  }
  if (options.json !== true) stdout.write(`${summary(suite, checked)}\n`);
  return checked.every(isAsExpected) ? exitCodes.done : exitCodes.failed;
}

function surprise({ taskId, program, mistake, tests, passed, reason }: CheckedProgram): string {
  const of = tests === 'hidden' ? 'the hidden tests' : 'the examples';
  if (program === 'wrong')
    return `${taskId}: the wrong program ${mistake} passes ${of}. Add a test that it fails, or take it out.`;
  if (program === 'starter')
    return `${taskId}: what it starts with passes ${of}, so there is nothing to mend. Make it fail there.`;
  return passed
    ? `${taskId}: the reference passes, though the manifest knows it as bad. Take it out of knownBad.`
    : `${taskId}: the reference fails ${of}: ${reason}. Correct one of them.`;
}

function summary({ tasks, manifest }: Suite, checked: readonly CheckedProgram[]): string {
  const hidden = checked.filter(({ tests }) => tests === 'hidden');
  const told = (['reference', 'starter', 'wrong'] as const).flatMap(kind => {
    const all = hidden.filter(({ program }) => program === kind);
    if (all.length === 0) return [];
    const count = all.filter(({ passed }) => passed === (kind === 'reference')).length;
    return [words[kind](`${count} of ${all.length}`)];
  });
  const bare = manifest.format !== 'tasks' ? 0 : tasks.filter(({ wrong }) => isEmpty(wrong)).length;
  const lines = [`${told.join(', ')}.`];
  if (bare > 0)
    lines.push(
      `${bare} of ${tasks.length} tasks have no wrong program: nothing shows what their tests catch.`,
    );
  return lines.join('\n');
}

const words = {
  reference: (count: string) => `${count} references pass`,
  starter: (count: string) => `${count} starters fail`,
  wrong: (count: string) => `${count} wrong programs fail`,
};

function isEmpty(record: Readonly<Record<string, string>>): boolean {
  return Object.keys(record).length === 0;
}
