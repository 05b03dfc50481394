import path from 'node:path';
import type { SandboxLanguage } from '../../engine/ports/sandbox.ts';
import { type Belongings, findBelongings } from './belongings.ts';
import type { BuildOptions } from './build-image.ts';
import { defaultDockerAddress } from './default-docker-address.ts';
import { dockerClient } from './docker-client.ts';
import { parseDockerHost } from './docker-host.ts';
import { createDockerSandboxes, type DockerSandboxesOptions } from './docker-sandboxes.ts';
import { imageEnsurer } from './ensure-image.ts';
import { type ImageFacts, inspectImage } from './image-choice.ts';
import { recipeFor } from './image-recipe.ts';
import { type Pruned, pruneBelongings } from './prune-belongings.ts';
import { type ImageReport, reportImages } from './report-images.ts';
import { runSmokeTest } from './smoke-test.ts';

/** Looks after what CodeForge has in a Docker engine: builds, shows, and clears away. */
export interface DockerKeeper {
  /**
   * Makes sure that the language's image is there as the options want it, and that it passes its smoke test.
   * Throws ForgeError `sandbox.image-missing` or `sandbox.unavailable`.
   */
  build(language: SandboxLanguage, options: BuildOptions): Promise<ImageFacts>;
  report(): Promise<DockerReport>;
  /** What `prune` would remove, and the containers that it would leave alone. */
  find(): Promise<Belongings>;
  prune(found: Belongings): Promise<Pruned>;
}

export interface DockerReport extends Belongings {
  readonly languages: readonly ImageReport[];
}

/** Connects to nothing yet. Throws ForgeError `config.invalid` for an address that makes no sense. */
export function createDockerKeeper(options: DockerSandboxesOptions): DockerKeeper {
  const address = options.host ?? process.env['DOCKER_HOST'] ?? '';
  const client = dockerClient(parseDockerHost(address === '' ? defaultDockerAddress() : address));
  const find = () => findBelongings(client);

  return {
    async build(language, buildOptions) {
      const { signal, onProgress, cache } = buildOptions;
      signal.throwIfAborted();
      const rebuild = cache === 'ignored' ? 'always' : 'when stale';
      const id = await imageEnsurer(client, { ...options, rebuild })(language, buildOptions);
      const image = await inspectImage(client, id);
      if (image === undefined) throw new Error(`the image ${id} has just been there`);
      onProgress(`Testing the sandbox image for ${language}.`);
      const { open } = createDockerSandboxes(options);
      const { packages } = recipeFor({}, image.labels);
      const directory = path.join(options.imagesDirectory, language);
      await runSmokeTest({ open, language, packages, directory, signal });
      return image;
    },
    async report() {
      const [languages, found] = await Promise.all([reportImages(client, options), find()]);
      return { languages, ...found };
    },
    find,
    prune: found => pruneBelongings(client, found),
  };
}
