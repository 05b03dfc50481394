import type { InstallPolicy } from '../host/install-policy.ts';
import type { SandboxSetup, SetupStep } from '../host/sandbox-setup.ts';
import type { CommandIo } from './command-io.ts';
import { takeStep } from './take-step.ts';

/**
 * Before a run: installs what it will need where that is allowed, and asks where somebody can be asked. Nobody
 * there: the run goes on without. Returns what its audience should know.
 */
export async function offerInstall(
  setup: SandboxSetup,
  policy: InstallPolicy = 'ask',
  io: CommandIo,
): Promise<readonly string[]> {
  if (policy === 'never') return [];
  const notes: string[] = [];
  for (const step of await setup.look(io.interrupts.cancelled)) {
    if (step.status === 'impossible') notes.push(step.refusal);
    if (step.status !== 'missing') continue;
    if (await isApproved(step, policy, io)) await takeStep(step, io);
    else notes.push(withoutStep(step, io));
  }
  return notes;
}

async function isApproved(step: SetupStep, policy: InstallPolicy, io: CommandIo): Promise<boolean> {
  if (policy === 'always') return true;
  const known = await step.recall();
  if (known !== undefined) return known === 'yes';
  if (!io.canAsk) return false;
  const answer = await askForStep(step);
  if (answer === undefined) return false;
  await step.remember(answer ? 'yes' : 'no');
  return answer;
}

/** Undefined when the person answers neither: then they are asked again next time. */
export async function askForStep({ title }: SetupStep): Promise<boolean | undefined> {
  const prompts = await import('@clack/prompts');
  const message = `Install ${title} in a container with network access? Every run after it is offline.`;
  const answer = await prompts.confirm({ message });
  return prompts.isCancel(answer) ? undefined : answer;
}

function withoutStep({ title }: SetupStep, { program }: CommandIo): string {
  return `The sandbox lacks ${title}. To install it: ${program} sandbox setup`;
}
