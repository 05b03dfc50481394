import path from 'node:path';
import { scoreRun } from '../../../bench/score/score-run.ts';
import { scoreTable } from '../../../bench/score/score-table.ts';
import type { BenchTask } from '../../../bench/suite/bench-task.ts';
import { type Suite, tasksWithIds } from '../../../bench/suite/open-suite.ts';
import { openBenchDesk } from '../../../host/bench-desk.ts';
import { benchRunsDirectory } from '../../../host/bench-library.ts';
import { commitOf } from '../../../host/commit-of.ts';
import { newRunId } from '../../../host/new-run-id.ts';
import type { CommandIo } from '../../command-io.ts';
import { exitCodes } from '../../exit-code.ts';
import { cliHostOptions } from '../../open-cli-host.ts';
import type { RunOptions } from '../../options/run-options.ts';
import { tellProgress } from '../../tell-progress.ts';

export interface BenchRunOptions extends Pick<RunOptions, 'sandbox'> {
  readonly model?: string;
  readonly workflow: string;
  readonly limit?: number;
  readonly ids?: readonly string[];
  readonly samples: number;
  readonly concurrency: number;
  readonly repair: boolean;
  readonly maxRepairs: number;
  readonly maxCost?: number;
  readonly data?: string;
  readonly out?: string;
  readonly replay?: string;
  readonly json?: true;
}

/** `codeforge bench run`: a line a finished problem, and the score in the end. */
export async function benchRun(suiteName: string, options: BenchRunOptions, io: CommandIo): Promise<number> {
  const { stdout, interrupts } = io;
  const { data, samples, concurrency, workflow, model, replay } = options;
  const hostOptions = await cliHostOptions(options, io);
  const desk = openBenchDesk(hostOptions);
  const signal = AbortSignal.any([interrupts.cancelled, interrupts.ended]);
  const onProgress = tellProgress(io);
  const suite = await desk.suite(suiteName, { signal, onProgress, ...(data !== undefined && { data }) });
  const tasks = chooseTasks(suite, options);
  const directory = path.resolve(
    options.out ?? path.join(benchRunsDirectory(hostOptions.dataDirectory), newRunId()),
  );
  if (options.json !== true)
    stdout.write(`The run is kept in ${directory}; the same --out goes on with it.\n`);
  const total = tasks.length * samples;
  let finished = 0;
  const results = await desk.run({
    ...{ suite, tasks, samples, concurrency, workflow, directory, signal, onProgress },
    ...(model !== undefined && { model }),
    ...(replay !== undefined && { replay }),
    maxRepairs: options.repair ? options.maxRepairs : 0,
    maxCostUsd: options.maxCost ?? null,
    version: CODEFORGE_VERSION,
    // Of the project that is worked on, prompts and all.
    commit: await commitOf(process.cwd()),
    onStart(before) {
      finished = before.length;
      if (finished > 0 && options.json !== true)
        stdout.write(`${finished} of ${total} were finished before.\n`);
    },
    onResult(result) {
      finished += 1;
      const { firstCode: _, finalCode: __, ...line } = result;
      if (options.json === true) stdout.write(`${JSON.stringify({ type: 'bench.result', ...line })}\n`);
      else {
        const mark = result.final.passed ? stdout.color.green('passed') : stdout.color.red('failed');
        const repairs = result.repairs === 0 ? '' : `, ${result.repairs} repairs`;
        stdout.write(`${finished}/${total}  ${mark}  ${result.taskId}${repairs}\n`);
      }
    },
  });
  const score = scoreRun(results);
  if (options.json === true)
    stdout.write(`${JSON.stringify({ type: 'bench.score', directory, ...score })}\n`);
  else stdout.write(`\n${scoreTable(score).join('\n')}\n`);
  return exitCodes.done;
}

function chooseTasks(suite: Suite, { ids, limit }: BenchRunOptions): readonly BenchTask[] {
  const chosen = ids === undefined ? suite.tasks : tasksWithIds(suite, ids);
  return limit === undefined ? chosen : chosen.slice(0, limit);
}

/** From package.json, put in by the build. */
declare const CODEFORGE_VERSION: string;
