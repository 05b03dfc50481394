import { Command, Option } from 'commander';
import { addBenchCommands } from './add-bench-commands.ts';
import { addSandboxCommands } from './add-sandbox-commands.ts';
import type { CommandIo } from './command-io.ts';
import type { FixOptions } from './commands/fix.ts';
import type { HistoryOptions } from './commands/history.ts';
import type { RouteOptions } from './commands/route.ts';
import type { SolveOptions } from './commands/solve.ts';
import { parseNonEmpty, parseWhole } from './options/option-parsers.ts';
import { addRunOptions, type RunOptions, sandboxOption } from './options/run-options.ts';

/** The commands with their options. What they need is loaded when one runs. */
export function buildProgram(io: CommandIo, end: (exitCode: number) => void): Command {
  const program = new Command('codeforge')
    .description('Solves a coding task with agents that plan, write, run and repair the change in a sandbox.')
    .version(CODEFORGE_VERSION, '-v, --version')
    .exitOverride()
    // The message comes back as an error and is told once, by whoever catches it.
    .configureOutput({ outputError: () => undefined })
    .helpCommand(false)
    .showSuggestionAfterError();
  addSolve(program, async (task, options) =>
    end(await (await import('./commands/commands.ts')).solve(task, options, io)),
  );
  addFix(program, async (command, options) =>
    end(await (await import('./commands/commands.ts')).fix(command, options, io)),
  );
  addResume(program, async (run, options) =>
    end(await (await import('./commands/commands.ts')).resume(run, options, io)),
  );
  addHistory(program, async (run, options) =>
    end(await (await import('./commands/commands.ts')).history(run, options, io)),
  );
  addRoute(program, async (task, options) =>
    end(await (await import('./commands/commands.ts')).route(task, options, io)),
  );
  program
    .command('cost')
    .description('show what models have cost: by model, agent and day, and what the caps leave')
    .option('--days <n>', 'how many days back, today included', parseWhole(1, 3_650), 30)
    .option('--json', 'print JSON, for programs')
    .action(async options => end(await (await import('./commands/commands.ts')).cost(options, io)));
  addSandboxCommands(program, io, end);
  addBenchCommands(program, io, end);
  program
    .command('doctor')
    .description('say what works on this machine, and what is missing')
    .option('--json', 'print one finding a line, for programs')
    .action(async options => end(await (await import('./commands/commands.ts')).doctor(options, io)));
  program
    .command('sample')
    .description(
      'solve a sample task in a copy of a small project; without a model, replay a recorded session',
    )
    .action(async () => end(await (await import('./commands/commands.ts')).sample(io)));
  return program;
}

type Act<Options> = (argument: string | undefined, options: Options) => Promise<void>;

function addSolve(program: Command, act: Act<SolveOptions>): void {
  const command = program
    .command('solve')
    .description('solve a task and propose the change once its check is green')
    .argument('[task]', 'what shall be done')
    .option('--task-file <file>', 'read the task from a file; - for standard input', parseNonEmpty)
    .option('--workflow <name|file>', 'the workflow to go through', parseNonEmpty, 'solve')
    .addOption(modelOption())
    .addOption(classifyOption())
    .addOption(checkOption())
    .addOption(softCheckOption());
  addRunOptions(command).action(act);
}

function addFix(program: Command, act: Act<FixOptions>): void {
  const command = program
    .command('fix')
    .description('run a command that fails in the sandbox, and repair until it succeeds')
    .argument('[command]', 'the command, as it is typed in the workspace')
    .option('--error <file>', 'what was printed, to be read from a file; - for standard input', parseNonEmpty)
    .addOption(modelOption())
    .addOption(checkOption())
    .addOption(softCheckOption());
  addRunOptions(command).action(act);
}

function modelOption(): Option {
  return new Option('--model <provider/model>', 'the model to ask, for example openai/gpt-5-mini').argParser(
    parseNonEmpty,
  );
}

function checkOption(): Option {
  return new Option('--check <command>', 'the command whose exit code decides').argParser(parseNonEmpty);
}

function softCheckOption(): Option {
  return new Option(
    '--soft-check <mode>',
    'what becomes of code that calls for processes, network or deletion',
  )
    .choices(['off', 'warn', 'block'])
    .default('warn');
}

function addRoute(program: Command, act: Act<RouteOptions>): void {
  program
    .command('route')
    .description('say which models a task would go to, and why; nothing is solved')
    .argument('[task]', 'what shall be done')
    .option('--task-file <file>', 'read the task from a file; - for standard input', parseNonEmpty)
    .option('--workspace <dir>', 'the folder the task is about', parseNonEmpty, '.')
    .option('--workflow <name|file>', 'the workflow to go through', parseNonEmpty, 'solve')
    .addOption(classifyOption())
    .option('--json', 'print JSON, for programs')
    .action(act);
}

function classifyOption(): Option {
  return new Option(
    '--classify <by>',
    'who judges how complex the task is: its words, or the model for simple tasks (default: heuristics)',
  ).choices(['heuristics', 'model']);
}

function addResume(program: Command, act: Act<RunOptions>): void {
  const command = program
    .command('resume')
    .description('go on with a run that was interrupted or waits; the latest of this workspace unless named')
    .argument('[run]', 'the id of the run');
  addRunOptions(command).action(act);
}

function addHistory(program: Command, act: Act<HistoryOptions>): void {
  program
    .command('history')
    .description('list the runs, or show everything about one')
    .argument('[run]', 'the id of the run')
    .option('--workspace <dir>', 'only runs of this folder', parseNonEmpty)
    .option('--limit <n>', 'how many runs to list', parseWhole(1, 10_000), 20)
    .option('--diff', "print only the run's changes as a patch for git apply")
    .addOption(
      new Option('--check', "run the run's check again, in a sandbox, on its folder as it is now").conflicts([
        'diff',
        'json',
      ]),
    )
    .addOption(sandboxOption('where --check runs'))
    .option('--json', 'print JSON, for programs')
    .action(act);
}

/** From package.json, put in by the build. */
declare const CODEFORGE_VERSION: string;
