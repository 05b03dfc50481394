import { ForgeError } from '../../engine/forge-error.ts';
import { oneAtATime } from '../../engine/one-at-a-time.ts';
import type { SandboxLanguage } from '../../engine/ports/sandbox.ts';
import { type BuildOptions, buildImage, downloadBase } from './build-image.ts';
import type { DockerClient } from './docker-client.ts';
import { chooseImage, type ImageSettings } from './image-choice.ts';

export type EnsureImage = (language: SandboxLanguage, options: BuildOptions) => Promise<string>;

/**
 * Makes a function that returns the id of an up-to-date image, which it builds first when there is none.
 * Throws ForgeError `sandbox.image-missing`, which says what to do, when that cannot be done.
 */
export function imageEnsurer(client: DockerClient, settings: ImageSettings): EnsureImage {
  // Two that open at once shall not build the same image twice.
  const inTurn = oneAtATime();

  return async (language, options) => {
    const choice = await chooseImage(client, settings, language);
    if (choice.kind === 'ready') return choice.imageId;
    return inTurn(() => makeImage(client, { ...options, settings, language }));
  };
}

interface MakeOptions extends BuildOptions {
  readonly settings: ImageSettings;
  readonly language: SandboxLanguage;
}

async function makeImage(client: DockerClient, options: MakeOptions): Promise<string> {
  options.signal.throwIfAborted();
  const choice = await chooseImage(client, options.settings, options.language);
  switch (choice.kind) {
    case 'ready':
      return choice.imageId;
    case 'buildable':
      return buildImage(client, choice, options);
    case 'downloadable':
      return buildImage(client, { ...choice, baseId: await downloadBase(client, choice, options) }, options);
    case 'missing':
      throw new ForgeError(
        'sandbox.image-missing',
        `${choice.reason} Load it with "docker pull", choose another image, or choose the embedded sandbox with --sandbox embedded.`,
      );
    default:
      return choice satisfies never;
  }
}
