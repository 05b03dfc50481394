import { availableParallelism } from 'node:os';
import { type Command, Option } from 'commander';
import type { CommandIo } from './command-io.ts';
import type { BenchJudgeOptions } from './commands/bench/judge.ts';
import { parseNonEmpty, parseWhole } from './options/option-parsers.ts';

/** `codeforge bench …`: measuring models, prompts and workflows. */
export function addBenchCommands(program: Command, io: CommandIo, end: (exitCode: number) => void): void {
  const bench = program
    .command('bench')
    .description('run benchmarks, and judge completions')
    .helpCommand(false);
  addJudge(bench).action(async (suite: string, options: BenchJudgeOptions) =>
    end(await (await import('./commands/bench/judge.ts')).benchJudge(suite, options, io)),
  );
}

function addJudge(bench: Command): Command {
  return bench
    .command('judge')
    .description('judge completions in sandboxes, and print a verdict for each, in the order of the file')
    .argument('<suite>', 'humaneval, mbpp, mbpp-sanitized, or the folder of a suite')
    .requiredOption('--completions <file>', 'JSON lines of { task_id, completion }', parseNonEmpty)
    .option('--data <file>', 'the data of the suite, instead of a download', parseNonEmpty)
    .option('--concurrency <n>', 'how many at once', parseWhole(1, 64), availableParallelism())
    .addOption(sandboxOption())
    .option('--json', 'print nothing but the verdicts, for programs');
}

function sandboxOption(): Option {
  return new Option('--sandbox <kind>', 'where programs run')
    .choices(['auto', 'docker', 'embedded'])
    .default('auto');
}
