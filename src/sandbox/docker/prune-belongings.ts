import type { Belongings, OwnImage } from './belongings.ts';
import type { DockerClient } from './docker-client.ts';
import { ownWords, statusCodeOf } from './docker-error.ts';
import { removeContainer } from './remove-container.ts';

/** What pruning came to. */
export interface Pruned {
  readonly containers: number;
  readonly images: number;
  /** The space that the engine's images take less now. */
  readonly freedBytes: number;
  /** What is still in use, as full sentences. */
  readonly kept: readonly string[];
}

/** Removes the images, and the containers whose process is dead. Nothing that is in use is forced away. */
export async function pruneBelongings(client: DockerClient, found: Belongings): Promise<Pruned> {
  const before = await spaceOfImages(client);
  const leftovers = found.containers.filter(({ owner }) => owner === 'dead');
  const containers = await countRemoved(leftovers, ({ id }) => removeContainer(client, id));
  const kept: string[] = [];
  // One after the other: an image is in the way of the one that it is built on.
  const images = await countRemoved(found.images, async image => {
    const obstacle = await removeImage(client, image);
    if (typeof obstacle === 'string') kept.push(obstacle);
    return obstacle === undefined;
  });
  const freedBytes = Math.max(0, before - (await spaceOfImages(client)));
  return { containers, images, freedBytes, kept };
}

async function countRemoved<T>(items: readonly T[], remove: (item: T) => Promise<boolean>): Promise<number> {
  let count = 0;
  for (const item of items) {
    if (await remove(item)) count += 1;
  }
  return count;
}

/** Undefined when it was removed, null when it was gone already, else why it was kept. */
function removeImage(client: DockerClient, { id, name }: OwnImage): Promise<string | null | undefined> {
  return client.ask(async docker => {
    try {
      await docker.getImage(name ?? id).remove();
      return undefined;
    } catch (error) {
      if (statusCodeOf(error) === 404) return null;
      if (statusCodeOf(error) !== 409) throw error;
      return `${name ?? `A replaced image (${id.slice(7, 19)})`} is in use and stays: ${ownWords(error)}.`;
    }
  }, removeDeadlineMs);
}

// Gigabytes on a slow disk.
const removeDeadlineMs = 120_000;

async function spaceOfImages(client: DockerClient): Promise<number> {
  const usage: { readonly LayersSize?: number } = await client.ask(docker => docker.df(), removeDeadlineMs);
  return usage.LayersSize ?? 0;
}
