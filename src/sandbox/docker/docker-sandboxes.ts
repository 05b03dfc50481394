import type {
  OpenSandbox,
  OpenSandboxOptions,
  SandboxDependencies,
  SandboxLanguage,
} from '../../engine/ports/sandbox.ts';
import type { BuildOptions } from './build-image.ts';
import { ownerOf } from './container-owner.ts';
import { containerSpec } from './container-spec.ts';
import { defaultDockerAddress } from './default-docker-address.ts';
import { type DockerClient, dockerClient } from './docker-client.ts';
import { parseDockerHost } from './docker-host.ts';
import { DockerSandbox } from './docker-sandbox.ts';
import { askEngineFacts } from './engine-facts.ts';
import { imageEnsurer } from './ensure-image.ts';
import type { ImageSettings } from './image-choice.ts';
import { linkPackages } from './link-packages.ts';
import { type PackageImages, packageImages } from './package-images.ts';
import { type DockerStatus, probeDocker, probePatienceMs } from './probe-docker.ts';
import { reapContainers } from './reap-containers.ts';
import { startContainer } from './running-container.ts';

export interface DockerSandboxesOptions extends ImageSettings {
  /** As in DOCKER_HOST, which counts when this is not given; else the first usual socket that is there. */
  readonly host?: string;
  /** For programs, files and all. */
  readonly memoryMb?: number;
  /** Cut down to what the machine has. */
  readonly cpus?: number;
  readonly log?: (line: string) => void;
  /** `always`: packages that a lock file names are installed when a sandbox needs them. Else somebody must have asked. */
  readonly install?: 'never' | 'ask' | 'always';
  /** Asked for the sources of packages, among other things. */
  readonly env?: Readonly<Record<string, string | undefined>>;
}

/** Sandboxes in containers of one Docker engine (or Podman's socket). */
export interface DockerSandboxes {
  readonly open: OpenSandbox;
  /** Never throws but for the signal: whatever is wrong is the answer. Under two seconds. */
  probe(signal: AbortSignal): Promise<DockerStatus>;
  /** Makes sure that the language's image is there and up to date, as `open` does. */
  prepare(language: SandboxLanguage, options: BuildOptions): Promise<void>;
  /** Whether a sandbox with these packages can be opened without installing anything. */
  hasInstalled(dependencies: SandboxDependencies): Promise<boolean>;
  /** The set-up step, see installDependencies. Only when a person has said so. */
  install(dependencies: SandboxDependencies, options: BuildOptions): Promise<void>;
  /**
   * Removes what crashed processes left behind and returns how many containers that were: none when no
   * engine answers.
   */
  reap(): Promise<number>;
}

/** Connects to nothing yet. Throws ForgeError `config.invalid` for an address that makes no sense. */
export function createDockerSandboxes(options: DockerSandboxesOptions): DockerSandboxes {
  const address = options.host ?? process.env['DOCKER_HOST'] ?? '';
  const host = parseDockerHost(address === '' ? defaultDockerAddress() : address);
  const client = dockerClient(host);
  const ensureImage = imageEnsurer(client, options);
  const probe = (signal: AbortSignal) => probeDocker(dockerClient(host, probePatienceMs), options, signal);

  const packages = packageImages(client, { ensureImage, ...options });

  return {
    open: request => openSandbox(client, { packages, options, request }),
    probe,
    hasInstalled: packages.has,
    async install(dependencies, buildOptions) {
      await packages.install(dependencies, buildOptions);
    },
    async reap() {
      const status = await probe(new AbortController().signal);
      return status.kind === 'available' ? reapContainers(client) : 0;
    },
    async prepare(language, buildOptions) {
      buildOptions.signal.throwIfAborted();
      await ensureImage(language, buildOptions);
    },
  };
}

interface OpenContext {
  readonly packages: PackageImages;
  readonly options: DockerSandboxesOptions;
  readonly request: OpenSandboxOptions;
}

async function openSandbox(client: DockerClient, context: OpenContext): Promise<DockerSandbox> {
  const { packages, options, request } = context;
  const { signal } = request;
  signal.throwIfAborted();
  const [image, engine] = await Promise.all([packages.imageFor(request), askEngineFacts(client)]);
  signal.throwIfAborted();
  const spec = containerSpec({
    image,
    runId: request.runId,
    owner: ownerOf(process.pid),
    memoryMb: options.memoryMb ?? defaultMemoryMb,
    cpus: Math.min(options.cpus ?? 1, engine.cpus),
  });
  const start = async () => {
    const container = await startContainer(client, spec, options.log ?? (() => {}));
    if (request.language === 'node' && request.dependencies !== undefined) await linkPackages(container);
    return container;
  };
  const sandbox = new DockerSandbox(await start(), start);
  if (signal.aborted) {
    await sandbox[Symbol.asyncDispose]();
    signal.throwIfAborted();
  }
  return sandbox;
}

const defaultMemoryMb = 512;
