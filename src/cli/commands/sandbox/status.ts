import { openSandboxDesk, type SandboxStatus } from '../../../host/sandbox-desk.ts';
import type { CommandIo } from '../../command-io.ts';
import { formatBytes, formatCount } from '../../display/format-amount.ts';
import type { Colors } from '../../display/terminal.ts';
import { exitCodes } from '../../exit-code.ts';
import { cliHostOptions } from '../../open-cli-host.ts';
import { formatMoment } from '../../report/run-table.ts';
import { textTable } from '../../report/text-table.ts';
import { findingLine } from '../doctor.ts';

/** `codeforge sandbox status`: what there is, without changing anything. */
export async function sandboxStatus(options: { readonly json?: true }, io: CommandIo): Promise<number> {
  const status = await openSandboxDesk(await cliHostOptions({}, io)).status(io.interrupts.cancelled);
  const { write, color } = io.stdout;
  if (options.json === true) {
    write(`${JSON.stringify({ type: 'sandbox.status', ...status })}\n`);
    return exitCodes.done;
  }
  const { memoryMb, cpus } = status.limits;
  write(
    `${[
      ...status.backends.map(finding => findingLine(finding, color)),
      ...dockerLines(status.docker, color),
      '',
      color.dim(
        `Each sandbox gets ${memoryMb} MB of memory, ${formatCount(cpus, 'processor')} and no network.`,
      ),
    ].join('\n')}\n`,
  );
  return exitCodes.done;
}

function dockerLines(docker: SandboxStatus['docker'], color: Colors): readonly string[] {
  if (docker === null) return [];
  const rows = docker.languages.map(({ language, name, state, packages, sizeBytes, builtAt }) => [
    language,
    name,
    state,
    packages ?? '',
    sizeBytes === null ? '' : formatBytes(sizeBytes),
    builtAt === null ? '' : formatMoment(Date.parse(builtAt)),
  ]);
  const [head = '', ...lines] = textTable(imageColumns, rows);
  const others = docker.images.filter(({ kind }) => kind !== 'sandbox');
  const total = others.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  return [
    '',
    color.dim(head),
    ...lines,
    ...(others.length === 0
      ? []
      : [`and ${formatCount(others.length, 'older or project image')} of ${formatBytes(total)} at most`]),
    '',
    ...containerLines(docker.containers),
  ];
}

const imageColumns = [
  { title: 'Language', align: 'left' },
  { title: 'Image', align: 'left' },
  { title: 'State', align: 'left' },
  { title: 'Packages', align: 'left' },
  { title: 'Size', align: 'right' },
  { title: 'Built', align: 'left' },
] as const;

function containerLines(containers: NonNullable<SandboxStatus['docker']>['containers']): readonly string[] {
  if (containers.length === 0) return ['No container is there.'];
  return containers.map(({ id, runId, owner, status }) => {
    const whose = owner === 'live' ? 'in use' : 'left by a crash: the next run or "sandbox prune" removes it';
    return `Container ${id.slice(0, 12)} of run ${runId}: ${status}, ${whose}.`;
  });
}
