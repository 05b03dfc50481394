import path from 'node:path';
import { ForgeError } from '../../engine/forge-error.ts';
import type { DependencySetup, FoundDependencies } from '../../host/dependency-setup.ts';
import type { CommandIo } from '../command-io.ts';
import { exitCodes } from '../exit-code.ts';
import { installShown } from '../install-shown.ts';
import { askInstall } from '../offer-install.ts';
import { openCliHost } from '../open-cli-host.ts';
import type { SetupOptions } from '../options/setup-options.ts';

/** `codeforge sandbox setup`: the one step that may reach a network. Asks first, unless `--yes` says it all. */
export async function sandboxSetup(options: SetupOptions, io: CommandIo): Promise<number> {
  await using host = await openCliHost({ sandbox: options.sandbox }, io);
  const setup = await host.dependencies(path.resolve(options.workspace));
  const found = await setup.look(io.interrupts.cancelled);
  if (found.length === 0) throw noLockFile(options.workspace);
  let exitCode: number = exitCodes.done;
  for (const one of found) {
    if (!(await settle(setup, one, { options, io }))) exitCode = exitCodes.failed;
  }
  return exitCode;
}

/** False when its packages are still not there. */
async function settle(
  setup: DependencySetup,
  { dependencies, status }: FoundDependencies,
  { options, io }: { readonly options: SetupOptions; readonly io: CommandIo },
): Promise<boolean> {
  const { lockFile, refusal } = dependencies;
  if (refusal !== undefined) throw new ForgeError('sandbox.packages-missing', refusal);
  if (status === 'unavailable') throw noInstaller(lockFile);
  if (status === 'missing') {
    if (options.yes === undefined && !io.canAsk) throw nobodyToAsk(lockFile);
    if (options.yes === undefined && (await askInstall(dependencies)) !== true) return false;
    await installShown(setup, dependencies, io);
    await setup.remember(dependencies, 'yes');
  }
  io.stdout.write(`The packages of ${lockFile} are installed in the sandbox.\n`);
  return true;
}

function noLockFile(workspace: string): ForgeError {
  return new ForgeError(
    'config.invalid',
    `There is no lock file in ${path.resolve(workspace)}: no package-lock.json, uv.lock, poetry.lock or requirements.txt. Make one, or name another folder with --workspace.`,
  );
}

function noInstaller(lockFile: string): ForgeError {
  return new ForgeError(
    'sandbox.unavailable',
    `The packages of ${lockFile} cannot be installed: the embedded sandbox would be used, which takes none. Start Docker, and try again.`,
  );
}

function nobodyToAsk(lockFile: string): ForgeError {
  return new ForgeError(
    'config.invalid',
    `Installing the packages of ${lockFile} needs the network and your approval, and nobody can be asked here. Give it with --yes.`,
  );
}
