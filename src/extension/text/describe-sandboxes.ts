import type { SandboxDesk, SandboxStatus } from '../../host/sandbox-desk.ts';

type Belongings = Awaited<ReturnType<SandboxDesk['find']>>;

/** The whole of it as text, for the output channel. */
export function describeSandboxes({ backends, docker, limits }: SandboxStatus): string {
  const lines = [
    ...backends.map(({ title, status, detail }) => `${marks[status]} ${title}: ${detail}`),
    '',
    ...(docker?.languages ?? []).map(({ name, state, packages, sizeBytes, builtAt }) => {
      const facts = [
        state,
        packages === null ? '' : `${packages} packages`,
        sizeBytes === null ? '' : megabytes(sizeBytes),
        builtAt === null ? '' : `built ${new Date(builtAt).toLocaleString()}`,
      ];
      return `${name}: ${facts.filter(fact => fact !== '').join(', ')}`;
    }),
    ...(docker?.containers ?? []).map(
      ({ id, runId, owner, status }) =>
        `Container ${id.slice(0, 12)} of run ${runId}: ${status}, ${owner === 'live' ? 'in use' : 'left by a crash'}`,
    ),
    '',
    `Each sandbox gets ${limits.memoryMb} MB of memory, ${limits.cpus === 1 ? '1 processor' : `${limits.cpus} processors`} and no network.`,
  ];
  return `${lines.join('\n')}\n`;
}

const marks = { ok: '✔', missing: '–', broken: '✘' } as const;

/** What would be removed, a line each; empty when there is nothing. */
export function listBelongings({ images, containers }: Belongings): string {
  return [
    ...images.map(
      ({ name, sizeBytes }) => `${name ?? 'an image that was replaced'}, ${megabytes(sizeBytes)}`,
    ),
    ...containers
      .filter(({ owner }) => owner === 'dead')
      .map(({ runId }) => `a container that run ${runId} has left`),
  ].join('\n');
}

export function describePruned({
  images,
  containers,
  freedBytes,
  kept,
}: Awaited<ReturnType<SandboxDesk['prune']>>): string {
  const stays = kept.length === 0 ? '' : ` ${kept.join(' ')}`;
  return `Removed: images ${images}, containers ${containers}. ${megabytes(freedBytes)} are free again.${stays}`;
}

function megabytes(bytes: number): string {
  return `${Math.round(bytes / 1_000_000)} MB`;
}
