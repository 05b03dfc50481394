import { oneAtATime } from '../../engine/one-at-a-time.ts';
import type { OpenSandboxOptions, SandboxDependencies } from '../../engine/ports/sandbox.ts';
import type { BuildOptions } from './build-image.ts';
import { findInstalled } from './dependency-image.ts';
import type { DockerClient } from './docker-client.ts';
import { askEngineFacts } from './engine-facts.ts';
import type { EnsureImage } from './ensure-image.ts';
import { chooseImage, type ImageSettings } from './image-choice.ts';
import { installDependencies } from './install-dependencies.ts';
import { readPackageSources } from './package-sources.ts';

/** The images that sandboxes start from: the language's own, or one with a lock file's packages on top. */
export interface PackageImages {
  /** The id of the image to open a sandbox from. Installs only where that is always allowed. */
  imageFor(request: OpenSandboxOptions): Promise<string>;
  /** Asks only: where the language's own image has to be made first, nothing is installed on it. */
  has(dependencies: SandboxDependencies): Promise<boolean>;
  /** Returns the image's id. Throws ForgeError `sandbox.packages-missing`. */
  install(dependencies: SandboxDependencies, options: BuildOptions): Promise<string>;
}

interface PackageImagesOptions extends ImageSettings {
  readonly ensureImage: EnsureImage;
  readonly install?: 'never' | 'ask' | 'always';
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly log?: (line: string) => void;
}

export function packageImages(client: DockerClient, options: PackageImagesOptions): PackageImages {
  const { ensureImage, env = process.env, log = () => {} } = options;
  // Two that open at once shall not install the same packages twice.
  const inTurn = oneAtATime();

  const install = async (dependencies: SandboxDependencies, build: BuildOptions): Promise<string> => {
    const baseId = await ensureImage(dependencies.language, build);
    const [sources, engine] = await Promise.all([readPackageSources(env), askEngineFacts(client)]);
    const cpus = Math.min(engine.cpus, maxCpus);
    const request = { ...build, engine: engine.kind, baseId, sources, cpus, log };
    return inTurn(() => installDependencies(client, dependencies, request));
  };

  return {
    install,
    async has(dependencies) {
      const base = await chooseImage(client, options, dependencies.language);
      if (base.kind !== 'ready') return false;
      return (await findInstalled(client, base.imageId, [dependencies])) !== undefined;
    },
    async imageFor({ language, dependencies = [], signal, onProgress = () => {} }) {
      const build = { signal, onProgress };
      const baseId = await ensureImage(language, build);
      const [wanted] = dependencies;
      if (options.install === 'always' && wanted !== undefined && wanted.refusal === undefined) {
        return install(wanted, build);
      }
      return (await findInstalled(client, baseId, dependencies)) ?? baseId;
    },
  };
}

const maxCpus = 2;
