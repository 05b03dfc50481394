import { ForgeError } from '../../../engine/forge-error.ts';
import { openSandboxDesk, type SandboxDesk } from '../../../host/sandbox-desk.ts';
import type { CommandIo } from '../../command-io.ts';
import { formatBytes, formatCount } from '../../display/format-amount.ts';
import { exitCodes } from '../../exit-code.ts';
import { cliHostOptions } from '../../open-cli-host.ts';

/** `codeforge sandbox prune`: says what would go, asks, and removes it. */
export async function sandboxPrune(options: { readonly yes?: true }, io: CommandIo): Promise<number> {
  const desk = openSandboxDesk(await cliHostOptions({}, io));
  const { write, color } = io.stdout;
  const found = await desk.find();
  const leftovers = found.containers.filter(({ owner }) => owner === 'dead');
  if (found.images.length === 0 && leftovers.length === 0) {
    write('There is nothing of CodeForge to remove.\n');
    return exitCodes.done;
  }
  for (const { name, id, sizeBytes } of found.images) {
    write(`image      ${name ?? `${id.slice(7, 19)}, replaced by a newer one`}  ${formatBytes(sizeBytes)}\n`);
  }
  for (const { id, runId } of leftovers) write(`container  ${id.slice(0, 12)}, left by run ${runId}\n`);
  if (options.yes !== true && !(await isAgreed(io))) {
    write('Nothing was removed.\n');
    return exitCodes.done;
  }
  const pruned = await desk.prune(found);
  for (const sentence of pruned.kept) write(`${color.yellow('–')} ${sentence}\n`);
  write(`${color.green('✔')} ${describe(pruned)}\n`);
  return exitCodes.done;
}

async function isAgreed({ canAsk }: CommandIo): Promise<boolean> {
  if (!canAsk) {
    throw new ForgeError('config.invalid', 'There is no terminal to ask on. Say --yes to remove this.');
  }
  const prompts = await import('@clack/prompts');
  const answer = await prompts.confirm({
    message: 'Remove this? The next use builds the images it needs again.',
  });
  return answer === true;
}

function describe({ images, containers, freedBytes }: Awaited<ReturnType<SandboxDesk['prune']>>): string {
  const what = [formatCount(images, 'image'), formatCount(containers, 'container')].join(' and ');
  return `Removed ${what}: ${formatBytes(freedBytes)} are free again.`;
}
