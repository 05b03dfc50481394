import { openBenchDesk } from '../../../host/bench-desk.ts';
import type { CommandIo } from '../../command-io.ts';
import { exitCodes } from '../../exit-code.ts';
import { cliHostOptions } from '../../open-cli-host.ts';
import type { RunOptions } from '../../options/run-options.ts';
import { tellProgress } from '../../tell-progress.ts';

export interface BenchJudgeOptions extends Pick<RunOptions, 'sandbox'> {
  readonly completions: string;
  readonly data?: string;
  readonly concurrency: number;
  readonly json?: true;
}

/** `codeforge bench judge`: a line of JSON a completion on standard output; in the end, for people, how many passed. */
export async function benchJudge(
  suiteName: string,
  options: BenchJudgeOptions,
  io: CommandIo,
): Promise<number> {
  const { stdout, stderr, interrupts } = io;
  const { completions, concurrency, data } = options;
  const desk = openBenchDesk(await cliHostOptions(options, io));
  const signal = AbortSignal.any([interrupts.cancelled, interrupts.ended]);
  const onProgress = tellProgress(io);
  const suite = await desk.suite(suiteName, { signal, onProgress, ...(data !== undefined && { data }) });
  let judged = 0;
  let passed = 0;
  for await (const verdict of desk.judge({ suite, completions, concurrency, signal, onProgress })) {
    stdout.write(`${JSON.stringify(verdict)}\n`);
    judged += 1;
    if (verdict.passed) passed += 1;
  }
  if (options.json !== true) stderr.write(`${passed} of ${judged} passed.\n`);
  return exitCodes.done;
}
