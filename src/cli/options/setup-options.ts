import { type Command, Option } from 'commander';
import { parseNonEmpty } from './option-parsers.ts';

/** Options of `codeforge sandbox setup`. */
export interface SetupOptions {
  readonly workspace: string;
  readonly sandbox: 'auto' | 'docker' | 'devcontainer';
  readonly yes?: true;
}

export function addSandboxSetup(sandbox: Command): Command {
  return sandbox
    .command('setup')
    .description(
      "install the packages of the project's lock file, or build its dev container, for runs that are offline afterwards",
    )
    .option('--workspace <dir>', 'the folder with the lock file', parseNonEmpty, '.')
    .addOption(
      new Option('--sandbox <kind>', 'which sandbox')
        .choices(['auto', 'docker', 'devcontainer'])
        .default('auto'),
    )
    .option('--yes', 'install without asking');
}
