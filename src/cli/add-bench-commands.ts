import { availableParallelism } from 'node:os';
import { type Command, Option } from 'commander';
import type { CommandIo } from './command-io.ts';
import type { BenchCheckOptions } from './commands/bench/check.ts';
import type { BenchJudgeOptions } from './commands/bench/judge.ts';
import type { BenchReportOptions } from './commands/bench/report.ts';
import type { BenchRunOptions } from './commands/bench/run.ts';
import { parseList, parseNonEmpty, parseUsd, parseWhole } from './options/option-parsers.ts';

/** `codeforge bench …`: measuring models, prompts and workflows. */
export function addBenchCommands(program: Command, io: CommandIo, end: (exitCode: number) => void): void {
  const bench = program
    .command('bench')
    .description('run benchmarks, and judge completions')
    .helpCommand(false);
  addJudge(bench).action(async (suite: string, options: BenchJudgeOptions) =>
    end(await (await import('./commands/bench/judge.ts')).benchJudge(suite, options, io)),
  );
  addRun(bench).action(async (suite: string, options: BenchRunOptions) =>
    end(await (await import('./commands/bench/run.ts')).benchRun(suite, options, io)),
  );
  addCheck(bench).action(async (suite: string, options: BenchCheckOptions) =>
    end(await (await import('./commands/bench/check.ts')).benchCheck(suite, options, io)),
  );
  bench
    .command('init')
    .description('make a suite of your own: a folder with one task that works')
    .argument('<dir>', 'a new folder')
    .action(async (directory: string) =>
      end(await (await import('./commands/bench/init.ts')).benchInit(directory, io)),
    );
  bench
    .command('report')
    .description(
      'say what a run has measured; with a second one, what flipped, and whether that can be chance',
    )
    .argument('<run>', "a run's folder")
    .argument('[other]', 'the folder of a run to compare it with')
    .addOption(
      new Option(
        '--gate [when]',
        'fail when the second run passes significantly less, or with "any" when a single problem has flipped to failed or is missing',
      )
        .choices(['significant', 'any'])
        .preset('significant'),
    )
    .option('--json', 'print JSON, for programs')
    .action(async (first: string, second: string | undefined, options: BenchReportOptions) =>
      end(await (await import('./commands/bench/report.ts')).benchReport(first, second, { options, io })),
    );
}

function addRun(bench: Command): Command {
  return bench
    .command('run')
    .description(
      'solve the problems of a suite with your model and workflow, and judge them with and without repair',
    )
    .argument('<suite>', suites, parseNonEmpty)
    .option('--model <provider/model>', 'the model to ask (default: as for solve, by tiers)', parseNonEmpty)
    .option('--workflow <name|file>', 'the workflow to go through', parseNonEmpty, 'solve')
    .option('--limit <n>', 'only the first problems', parseWhole(1, 100_000))
    .option('--ids <ids>', 'only these problems, with commas between them', parseList)
    .option('--samples <n>', 'how often each is solved, for pass@k', parseWhole(1, 1_000), 1)
    .option('--concurrency <n>', 'how many at once', parseWhole(1, 64), 2)
    .option('--no-repair', 'end after the first attempt')
    .option('--max-repairs <n>', 'repairs after the first attempt', parseWhole(0, 20), 3)
    .option('--max-cost <usd>', 'stop before the whole run could exceed this many dollars', parseUsd)
    .option('--data <file>', 'the data of the suite, instead of a download', parseNonEmpty)
    .option('--out <dir>', "the run's folder: a new one, or one to go on with", parseNonEmpty)
    .option(
      '--replay <dir>',
      'ask no model: give the answers again that a run in this folder has recorded',
      parseNonEmpty,
    )
    .addOption(sandboxOption())
    .option('--json', 'print one event a line, for programs');
}

function addJudge(bench: Command): Command {
  return bench
    .command('judge')
    .description('judge completions in sandboxes, and print a verdict for each, in the order of the file')
    .argument('<suite>', suites, parseNonEmpty)
    .requiredOption('--completions <file>', 'JSON lines of { task_id, completion }', parseNonEmpty)
    .option('--data <file>', 'the data of the suite, instead of a download', parseNonEmpty)
    .option('--concurrency <n>', 'how many at once', parseWhole(1, 64), availableParallelism())
    .addOption(sandboxOption())
    .option('--json', 'print nothing but the verdicts, for programs');
}

function addCheck(bench: Command): Command {
  return bench
    .command('check')
    .description("prove that a suite's right programs pass its tests, and its wrong ones do not")
    .argument('<suite>', suites, parseNonEmpty)
    .option('--data <file>', 'the data of the suite, instead of a download', parseNonEmpty)
    .option('--concurrency <n>', 'how many at once', parseWhole(1, 64), availableParallelism())
    .addOption(sandboxOption())
    .option('--json', 'print a line for each program, for programs');
}

const suites = 'humaneval, mbpp, mbpp-sanitized, everyday, repair, or the folder of a suite';

function sandboxOption(): Option {
  return new Option('--sandbox <kind>', 'where programs run')
    .choices(['auto', 'docker', 'embedded'])
    .default('auto');
}
