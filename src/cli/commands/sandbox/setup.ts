import path from 'node:path';
import { ForgeError } from '../../../engine/forge-error.ts';
import type { SetupStep } from '../../../host/sandbox-setup.ts';
import type { CommandIo } from '../../command-io.ts';
import { exitCodes } from '../../exit-code.ts';
import { askForStep } from '../../offer-install.ts';
import { openCliHost } from '../../open-cli-host.ts';
import type { SetupOptions } from '../../options/setup-options.ts';
import { takeStep } from '../../take-step.ts';

/** `codeforge sandbox setup`: the one step that may reach a network. Asks first, unless `--yes` says it all. */
export async function sandboxSetup(options: SetupOptions, io: CommandIo): Promise<number> {
  await using host = await openCliHost({ sandbox: options.sandbox }, io);
  const { workspace } = await host.portsFor(path.resolve(options.workspace));
  const setup = host.setup(workspace);
  const steps = await setup.look(io.interrupts.cancelled);
  if (steps.length === 0) throw nothingToDo(options.workspace);
  let exitCode: number = exitCodes.done;
  for (const step of steps) {
    if (!(await settle(step, options, io))) exitCode = exitCodes.failed;
  }
  return exitCode;
}

/** False when the sandbox still lacks it. */
async function settle(step: SetupStep, options: SetupOptions, io: CommandIo): Promise<boolean> {
  if (step.status === 'impossible') throw new ForgeError('sandbox.packages-missing', step.refusal);
  if (step.status === 'missing') {
    if (options.yes === undefined && !io.canAsk) throw nobodyToAsk(step);
    if (options.yes === undefined && (await askForStep(step)) !== true) return false;
    await takeStep(step, io);
    await step.remember('yes');
  }
  io.stdout.write(`The sandbox has ${step.title}.\n`);
  return true;
}

function nothingToDo(workspace: string): ForgeError {
  return new ForgeError(
    'config.invalid',
    `There is no lock file in ${path.resolve(workspace)}: no package-lock.json, uv.lock, poetry.lock or requirements.txt. Make one, or name another folder with --workspace.`,
  );
}

function nobodyToAsk({ title }: SetupStep): ForgeError {
  return new ForgeError(
    'config.invalid',
    `Installing ${title} needs the network and your approval, and nobody can be asked here. Give it with --yes.`,
  );
}
