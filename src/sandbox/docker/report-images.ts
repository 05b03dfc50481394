import type { SandboxLanguage } from '../../engine/ports/sandbox.ts';
import type { DockerClient } from './docker-client.ts';
import { chooseImage, type ImageSettings, imageTag, inspectImage } from './image-choice.ts';
import { type PackageSet, recipeFor } from './image-recipe.ts';

/** The image that programs of one language run in. */
export interface ImageReport {
  readonly language: SandboxLanguage;
  readonly name: string;
  /** `stale`: its folder, its base or what it is asked to be has changed since; the next use builds it again. */
  readonly state: 'ready' | 'stale' | 'missing';
  /** Null for an image of the user's own, and for one that is missing. */
  readonly packages: PackageSet | null;
  readonly sizeBytes: number | null;
  /** ISO 8601. */
  readonly builtAt: string | null;
}

/** How it stands with the images, without changing anything. */
export function reportImages(client: DockerClient, settings: ImageSettings): Promise<readonly ImageReport[]> {
  return Promise.all(
    sandboxLanguages.map(async language => {
      const name = settings.image ?? imageTag(language);
      const [choice, image] = await Promise.all([
        chooseImage(client, settings, language),
        inspectImage(client, name),
      ]);
      if (image === undefined) {
        return { language, name, state: 'missing', packages: null, sizeBytes: null, builtAt: null };
      }
      const { sizeBytes, builtAt, labels } = image;
      const packages = settings.image === undefined ? recipeFor({}, labels).packages : null;
      const state = choice.kind === 'ready' ? 'ready' : 'stale';
      return { language, name, state, packages, sizeBytes, builtAt };
    }),
  );
}

const sandboxLanguages = ['python', 'node'] as const satisfies readonly SandboxLanguage[];
