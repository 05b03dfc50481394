import path from 'node:path';
import type { SandboxLanguage } from '../../engine/ports/sandbox.ts';
import type { DockerClient } from './docker-client.ts';
import { statusCodeOf } from './docker-error.ts';
import { type ImageFolder, readImageFolder } from './image-folder.ts';

export interface ImageSettings {
  /** An image of the user's own, used as it is, for every language. */
  readonly image?: string;
  /** What the images are built on, instead of the local and public defaults. */
  readonly baseImages?: Partial<Readonly<Record<SandboxLanguage, string>>>;
  /** The `sandbox-images` folder, with one folder a language. */
  readonly imagesDirectory: string;
}

/**
 * `ready`: can be used at once. `buildable`: what it is built on is here. `downloadable`: that would have to
 * be downloaded first. `missing`: an image of the user's own that is not here, or nothing to build from.
 */
export type ImageChoice =
  | { readonly kind: 'ready'; readonly imageId: string }
  | ({ readonly kind: 'buildable'; readonly baseId: string } & BuildPlan)
  | ({ readonly kind: 'downloadable' } & BuildPlan)
  | { readonly kind: 'missing'; readonly reason: string };

export interface BuildPlan {
  readonly tag: string;
  readonly base: string;
  readonly folder: ImageFolder;
}

/** Hash of the folder that an image was built from, and id of the image that it was built on. */
export const folderLabel = 'codeforge.folder';
export const baseLabel = 'codeforge.base';

/** Finds out which image a language gets, and whether it is up to date, without changing anything. */
export async function chooseImage(
  client: DockerClient,
  settings: ImageSettings,
  language: SandboxLanguage,
): Promise<ImageChoice> {
  if (settings.image !== undefined) return chooseOwnImage(client, settings.image);
  const tag = `codeforge-sandbox-${language}:latest`;
  const directory = path.join(settings.imagesDirectory, language);
  const [folder, image, base] = await Promise.all([
    readImageFolder(directory),
    inspectImage(client, tag),
    findBase(client, settings.baseImages?.[language] ?? defaultBases[language]),
  ]);
  if (folder === undefined) {
    if (image !== undefined) return { kind: 'ready', imageId: image.id };
    return {
      kind: 'missing',
      reason: `There is no Dockerfile in ${directory} to build the sandbox image from.`,
    };
  }
  const isFolderSame = image?.labels[folderLabel] === folder.hash;
  // A base that was removed since cannot have changed.
  const isBaseSame = base.id === undefined || image?.labels[baseLabel] === base.id;
  if (image !== undefined && isFolderSame && isBaseSame) return { kind: 'ready', imageId: image.id };
  const plan = { tag, base: base.name, folder };
  return base.id === undefined
    ? { kind: 'downloadable', ...plan }
    : { kind: 'buildable', baseId: base.id, ...plan };
}

// A base of one's own, tagged with the first name, wins over the public image.
const defaultBases: Readonly<Record<SandboxLanguage, readonly string[]>> = {
  python: ['codeforge-base-python:latest', 'python:3.13-slim'],
  node: ['codeforge-base-node:latest', 'node:24-slim'],
};

async function chooseOwnImage(client: DockerClient, name: string): Promise<ImageChoice> {
  const image = await inspectImage(client, name);
  if (image !== undefined) return { kind: 'ready', imageId: image.id };
  return { kind: 'missing', reason: `The sandbox image ${name} is not on this machine.` };
}

/** The first that is here; else the last one's name, to be downloaded. */
async function findBase(client: DockerClient, names: string | readonly string[]) {
  const candidates = [names].flat();
  for (const name of candidates) {
    const image = await inspectImage(client, name);
    if (image !== undefined) return { name, id: image.id };
  }
  return { name: candidates.at(-1) ?? '', id: undefined };
}

interface ImageFacts {
  readonly id: string;
  readonly labels: Readonly<Record<string, string>>;
}

/** Undefined for an image that is not on this machine. */
export async function inspectImage(client: DockerClient, name: string): Promise<ImageFacts | undefined> {
  return client.ask(async docker => {
    try {
      const { Id, Config } = await docker.getImage(name).inspect();
      return { id: Id, labels: Config.Labels ?? {} };
    } catch (error) {
      if (statusCodeOf(error) === 404) return undefined;
      throw error;
    }
  });
}
