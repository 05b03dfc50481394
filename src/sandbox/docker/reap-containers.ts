import { mayOwnerLive } from './container-owner.ts';
import { ownerLabel, runLabel } from './container-spec.ts';
import type { DockerClient } from './docker-client.ts';
import { removeContainer } from './remove-container.ts';

/**
 * Removes the containers whose process died before it could, and returns how many. Those of processes
 * that may still live, here or on another machine that shares the engine, are left alone.
 */
export async function reapContainers(client: DockerClient): Promise<number> {
  const containers = await client.ask(docker =>
    docker.listContainers({ all: true, filters: { label: [runLabel, ownerLabel] } }),
  );
  const orphans = containers.filter(({ Labels }) => !mayOwnerLive(Labels[ownerLabel] ?? ''));
  const removed = await Promise.all(orphans.map(({ Id }) => removeContainer(client, Id)));
  return removed.filter(Boolean).length;
}
