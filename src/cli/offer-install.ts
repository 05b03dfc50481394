import type { SandboxDependencies } from '../engine/ports/sandbox.ts';
import type { DependencySetup, InstallPolicy } from '../host/dependency-setup.ts';
import type { CommandIo } from './command-io.ts';
import { installShown } from './install-shown.ts';

/**
 * Before a run: installs what the lock files name where that is allowed, and asks where somebody can be asked.
 * Nobody there: the run goes on without. Returns what its audience should know.
 */
export async function offerInstall(
  setup: DependencySetup,
  policy: InstallPolicy = 'ask',
  io: CommandIo,
): Promise<readonly string[]> {
  if (policy === 'never') return [];
  const notes: string[] = [];
  for (const { dependencies, status } of await setup.look(io.interrupts.cancelled)) {
    if (status !== 'missing') continue;
    if (dependencies.refusal !== undefined) notes.push(dependencies.refusal);
    else if (await isApproved(setup, { dependencies, policy, io }))
      await installShown(setup, dependencies, io);
    else notes.push(withoutPackages(dependencies, io));
  }
  return notes;
}

interface Question {
  readonly dependencies: SandboxDependencies;
  readonly policy: InstallPolicy;
  readonly io: CommandIo;
}

async function isApproved(setup: DependencySetup, { dependencies, policy, io }: Question): Promise<boolean> {
  if (policy === 'always') return true;
  const known = await setup.recall(dependencies);
  if (known !== undefined) return known === 'yes';
  if (!io.canAsk) return false;
  const answer = await askInstall(dependencies);
  if (answer === undefined) return false;
  await setup.remember(dependencies, answer ? 'yes' : 'no');
  return answer;
}

/** Undefined when the person answers neither: then they are asked again next time. */
export async function askInstall({ lockFile }: SandboxDependencies): Promise<boolean | undefined> {
  const prompts = await import('@clack/prompts');
  const message = `Install the packages of ${lockFile} in a container with network access? Every run after it is offline.`;
  const answer = await prompts.confirm({ message });
  return prompts.isCancel(answer) ? undefined : answer;
}

function withoutPackages({ lockFile }: SandboxDependencies, { program }: CommandIo): string {
  return `The packages of ${lockFile} are not installed in the sandbox. To install them: ${program} sandbox setup`;
}
