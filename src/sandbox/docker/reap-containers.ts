import { mayOwnerLive } from './container-owner.ts';
import { ownerLabel, runLabel } from './container-spec.ts';
import type { DockerClient } from './docker-client.ts';
import { statusCodeOf } from './docker-error.ts';

/**
 * Removes the containers whose process died before it could, and returns how many. Those of processes
 * that may still live, here or on another machine that shares the engine, are left alone.
 */
export async function reapContainers(client: DockerClient): Promise<number> {
  const containers = await client.ask(docker =>
    docker.listContainers({ all: true, filters: { label: [runLabel, ownerLabel] } }),
  );
  const orphans = containers.filter(({ Labels }) => !mayOwnerLive(Labels[ownerLabel] ?? ''));
  const removed = await Promise.all(orphans.map(({ Id }) => removeOrphan(client, Id)));
  return removed.filter(Boolean).length;
}

/** False when somebody else was faster: two starts at once find the same leftovers. */
async function removeOrphan(client: DockerClient, id: string): Promise<boolean> {
  return client.ask(async docker => {
    try {
      await docker.getContainer(id).remove({ force: true, v: true });
      return true;
    } catch (error) {
      if (statusCodeOf(error) === 404 || statusCodeOf(error) === 409) return false;
      throw error;
    }
  });
}
