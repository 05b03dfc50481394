import type { DockerClient } from './docker-client.ts';
import { statusCodeOf } from './docker-error.ts';

/** Ends and removes a container. False when somebody else was faster: two starts at once find the same leftovers. */
export function removeContainer(client: DockerClient, id: string): Promise<boolean> {
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
