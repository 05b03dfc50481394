import path from 'node:path';
import type { DockerClient } from './docker-client.ts';
import { inspectImage } from './image-choice.ts';

/** The folders that an image declares to be volumes, by the image's id. */
export type ImageVolumes = (imageId: string) => Promise<readonly string[]>;

/** Asks the engine once for each image: its id stands for all that is in it. */
export function rememberedVolumes(client: DockerClient): ImageVolumes {
  const known = new Map<string, readonly string[]>();
  return async imageId => {
    const volumes = known.get(imageId) ?? (await askVolumes(client, imageId));
    known.set(imageId, volumes);
    return volumes;
  };
}

/** None of an image that has just been removed: the engine will say so when it is to be used. */
async function askVolumes(client: DockerClient, imageId: string): Promise<readonly string[]> {
  const image = await inspectImage(client, imageId);
  // People write them with a slash at the end too.
  return (image?.volumes ?? []).map(folder => path.posix.join('/', folder, '.'));
}
