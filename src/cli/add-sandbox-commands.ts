import { type Command, Option } from 'commander';
import type { CommandIo } from './command-io.ts';
import type { SandboxBuildOptions } from './commands/sandbox/build.ts';
import type { SandboxRunOptions } from './commands/sandbox/run.ts';
import { parseNonEmpty, parseWhole } from './options/option-parsers.ts';
import { secretOption } from './options/run-options.ts';
import { addSandboxSetup, type SetupOptions } from './options/setup-options.ts';

/** `codeforge sandbox …`: what people do with sandboxes apart from solving tasks. */
export function addSandboxCommands(program: Command, io: CommandIo, end: (exitCode: number) => void): void {
  const sandbox = program
    .command('sandbox')
    .description('build, look at and clear away sandboxes, or run one program in one')
    .helpCommand(false);
  addBuild(sandbox).action(async (options: SandboxBuildOptions) =>
    end(await (await import('./commands/commands.ts')).sandboxBuild(options, io)),
  );
  sandbox
    .command('status')
    .description('say which sandboxes there are, with their images, containers and limits')
    .option('--json', 'print one JSON object, for programs')
    .action(async options => end(await (await import('./commands/commands.ts')).sandboxStatus(options, io)));
  sandbox
    .command('prune')
    .description('remove the images that CodeForge has made, and containers that crashes have left')
    .option('--yes', 'do not ask first')
    .action(async options => end(await (await import('./commands/commands.ts')).sandboxPrune(options, io)));
  addSandboxSetup(sandbox).action(async (options: SetupOptions) =>
    end(await (await import('./commands/commands.ts')).sandboxSetup(options, io)),
  );
  addRun(sandbox).action(async (words: readonly string[], options: SandboxRunOptions) =>
    end(await (await import('./commands/commands.ts')).sandboxRun(words, options, io)),
  );
}

function addBuild(sandbox: Command): Command {
  return sandbox
    .command('build')
    .description('build the Docker images with all their packages, and test them')
    .addOption(
      new Option('--language <language>', 'only the image of one language').choices(['python', 'node']),
    )
    .option('--base <image>', 'build on this image; needs --language', parseNonEmpty)
    .addOption(
      new Option(
        '--packages <set>',
        'full: with numpy, pandas and their like; core: what a first use builds by itself',
      )
        .choices(['full', 'core'])
        .default('full'),
    )
    .addOption(
      new Option(
        '--package-source <source>',
        "where Python packages come from: PyPI, Debian, or Debian's where pip gets none (default: auto)",
      ).choices(['auto', 'pip', 'apt']),
    )
    .option('--pip-index-url <url>', 'a mirror of PyPI (default: PIP_INDEX_URL)', parseNonEmpty)
    .option(
      '--npm-registry <url>',
      "a mirror of npm's registry (default: NPM_CONFIG_REGISTRY)",
      parseNonEmpty,
    )
    .option('--force', 'build also what is up to date, with the newest packages');
}

function addRun(sandbox: Command): Command {
  return sandbox
    .command('run')
    .description(
      'run one program and end with its exit code (124: it took too long; 137: killed, as when memory ran out)',
    )
    .argument('[command...]', 'after --: a command with its arguments')
    .addOption(
      new Option('--sandbox <kind>', 'where it runs')
        .choices(['auto', 'docker', 'devcontainer', 'embedded'])
        .default('auto'),
    )
    .option('--python <file>', 'a Python program; - for standard input', parseNonEmpty)
    .option('--node <file>', 'a JavaScript or TypeScript program; - for standard input', parseNonEmpty)
    .option(
      '--workspace <dir>',
      'run it in a copy of this folder, without ignored and secret files',
      parseNonEmpty,
    )
    .addOption(secretOption())
    .option('--timeout <seconds>', 'time that it may take', parseWhole(5, 120), 30)
    .option('--memory <mb>', 'memory that it may take', parseWhole(128, 2048), 512)
    .option(
      '--artifacts <dir>',
      'save the files that it makes or changes in this new or empty folder',
      parseNonEmpty,
    )
    .option('--json', 'print the result as one JSON object, for programs');
}
