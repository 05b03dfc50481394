import path from 'node:path';
import type { SandboxLanguage } from '../../engine/ports/sandbox.ts';
import type { DockerClient } from './docker-client.ts';
import { statusCodeOf } from './docker-error.ts';
import { type ImageFolder, readImageFolder } from './image-folder.ts';
import {
  type ImageRecipe,
  isMadeBy,
  type PackageSet,
  type PackageSource,
  recipeFor,
} from './image-recipe.ts';

export interface ImageSettings {
  /** An image of the user's own, used as it is, for every language. */
  readonly image?: string;
  /** What the images are built on, instead of the local and public defaults. */
  readonly baseImages?: Partial<Readonly<Record<SandboxLanguage, string>>>;
  /** The `sandbox-images` folder, with one folder a language. */
  readonly imagesDirectory: string;
  /** Left out: what the image that is there has, else `core`. */
  readonly packages?: PackageSet;
  /** Left out: what the image that is there was made with, else `auto`. */
  readonly packageSource?: PackageSource;
  /** `always`: an image that is there counts as stale. */
  readonly rebuild?: 'when stale' | 'always';
  /** Mirrors of PyPI and of npm's registry. They are seen in the image's history: no passwords. */
  readonly pipIndexUrl?: string;
  readonly npmRegistry?: string;
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
  readonly recipe: ImageRecipe;
  readonly buildArgs: Readonly<Record<string, string>>;
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
  const tag = imageTag(language);
  const directory = path.join(settings.imagesDirectory, language);
  const [folder, image] = await Promise.all([readImageFolder(directory), inspectImage(client, tag)]);
  const recipe = recipeFor(wishesFor(settings, language), image?.labels);
  const base = await findBase(client, recipe.base ?? defaultBases[language]);
  if (folder === undefined) {
    if (image !== undefined) return { kind: 'ready', imageId: image.id };
    return {
      kind: 'missing',
      reason: `There is no Dockerfile in ${directory} to build the sandbox image from.`,
    };
  }
  const isWanted = settings.rebuild !== 'always';
  const isFolderSame = image?.labels[folderLabel] === folder.hash;
  // A base that was removed since cannot have changed.
  const isBaseSame = base.id === undefined || image?.labels[baseLabel] === base.id;
  if (image !== undefined && isWanted && isFolderSame && isBaseSame && isMadeBy(recipe, image.labels)) {
    return { kind: 'ready', imageId: image.id };
  }
  const plan = { tag, base: base.name, folder, recipe, buildArgs: buildArgs(settings, recipe, language) };
  return base.id === undefined
    ? { kind: 'downloadable', ...plan }
    : { kind: 'buildable', baseId: base.id, ...plan };
}

export function imageTag(language: SandboxLanguage): string {
  return `codeforge-sandbox-${language}:latest`;
}

function wishesFor(
  { packages, packageSource, baseImages }: ImageSettings,
  language: SandboxLanguage,
): Partial<ImageRecipe> {
  const base = baseImages?.[language];
  return {
    ...(packages !== undefined && { packages }),
    ...(packageSource !== undefined && { source: packageSource }),
    ...(base !== undefined && { base }),
  };
}

/** Only those that the language's Dockerfile knows: the engine warns of others. */
function buildArgs(
  { pipIndexUrl = '', npmRegistry = '' }: ImageSettings,
  { packages, source }: ImageRecipe,
  language: SandboxLanguage,
): BuildPlan['buildArgs'] {
  if (language === 'python') {
    return {
      PACKAGES: packages,
      PACKAGE_SOURCE: source,
      ...(pipIndexUrl !== '' && { PIP_INDEX_URL: pipIndexUrl }),
    };
  }
  return { PACKAGES: packages, ...(npmRegistry !== '' && { NPM_CONFIG_REGISTRY: npmRegistry }) };
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

export interface ImageFacts {
  readonly id: string;
  readonly labels: Readonly<Record<string, string>>;
  /** With what it shares with other images. */
  readonly sizeBytes: number;
  /** ISO 8601. */
  readonly builtAt: string;
  /** Folders that are no part of it, but of the machine's disk. */
  readonly volumes: readonly string[];
}

/** Undefined for an image that is not on this machine. */
export async function inspectImage(client: DockerClient, name: string): Promise<ImageFacts | undefined> {
  return client.ask(async docker => {
    try {
      const { Id, Config, Size, Created } = await docker.getImage(name).inspect();
      const volumes = Object.keys(Config.Volumes ?? {});
      return { id: Id, labels: Config.Labels ?? {}, sizeBytes: Size, builtAt: Created, volumes };
    } catch (error) {
      if (statusCodeOf(error) === 404) return undefined;
      throw error;
    }
  });
}
