import type {
  OpenSandbox,
  OpenSandboxOptions,
  SandboxDependencies,
  SandboxLanguage,
} from '../../engine/ports/sandbox.ts';
import type { BuildOptions } from './build-image.ts';
import { ownerOf } from './container-owner.ts';
import { type ContainerPool, createContainerPool } from './container-pool.ts';
import { containerSpec, preparedRun } from './container-spec.ts';
import { defaultDockerAddress } from './default-docker-address.ts';
import { type DockerClient, dockerClient } from './docker-client.ts';
import { parseDockerHost } from './docker-host.ts';
import { DockerSandbox } from './docker-sandbox.ts';
import { type RememberedFacts, rememberedFacts } from './engine-facts.ts';
import { imageEnsurer } from './ensure-image.ts';
import type { ImageSettings } from './image-choice.ts';
import { type ImageVolumes, rememberedVolumes } from './image-volumes.ts';
import { linkPackages } from './link-packages.ts';
import { type PackageImages, packageImages } from './package-images.ts';
import { type PreparedContainer, prepareContainer } from './prepared-container.ts';
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
  /** How many containers wait for programs to come: none unless it is said. Dispose, then, or they live on. */
  readonly prepared?: number;
  readonly log?: (line: string) => void;
  /** `always`: packages that a lock file names are installed when a sandbox needs them. Else somebody must have asked. */
  readonly install?: 'never' | 'ask' | 'always';
  /** Asked for the sources of packages, among other things. */
  readonly env?: Readonly<Record<string, string | undefined>>;
}

/** Sandboxes in containers of one Docker engine (or Podman's socket). Disposing removes what was prepared. */
export interface DockerSandboxes extends AsyncDisposable {
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
  /** Resolves when no container is being prepared. */
  whenPrepared(): Promise<void>;
}

/** Connects to nothing yet. Throws ForgeError `config.invalid` for an address that makes no sense. */
export function createDockerSandboxes(options: DockerSandboxesOptions): DockerSandboxes {
  const address = options.host ?? process.env['DOCKER_HOST'] ?? '';
  const host = parseDockerHost(address === '' ? defaultDockerAddress() : address);
  const client = dockerClient(host);
  const ensureImage = imageEnsurer(client, options);
  const probe = (signal: AbortSignal) => probeDocker(dockerClient(host, probePatienceMs), options, signal);

  const pool = createContainerPool<PreparedContainer>({
    size: options.prepared ?? 0,
    idleMs: idlePoolMs,
    quietMs,
  });
  const engineFacts = rememberedFacts(client);
  const volumesOf = rememberedVolumes(client);
  const packages = packageImages(client, { ensureImage, ...options });

  return {
    open: request => openSandbox(client, { packages, pool, engineFacts, volumesOf, options, request }),
    whenPrepared: () => pool.whenFilled(),
    [Symbol.asyncDispose]: () => pool[Symbol.asyncDispose](),
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
  readonly pool: ContainerPool<PreparedContainer>;
  readonly engineFacts: RememberedFacts;
  readonly volumesOf: ImageVolumes;
  readonly options: DockerSandboxesOptions;
  readonly request: OpenSandboxOptions;
}

async function openSandbox(client: DockerClient, context: OpenContext): Promise<DockerSandbox> {
  const { packages, pool, engineFacts, volumesOf, options, request } = context;
  const { signal } = request;
  signal.throwIfAborted();
  const [image, engine] = await Promise.all([packages.imageFor(request), engineFacts.get()]);
  const volumes = await volumesOf(image);
  signal.throwIfAborted();
  const specFor = (runId: string) =>
    containerSpec({
      engine: engine.kind,
      image,
      runId,
      owner: ownerOf(process.pid),
      memoryMb: options.memoryMb ?? defaultMemoryMb,
      cpus: Math.min(options.cpus ?? 1, engine.cpus),
      volumes,
    });
  const startFor = async (runId: string) => {
    const container = await startContainer(client, specFor(runId), options.log ?? (() => {})).catch(error => {
      // Another engine may have taken its place, with fewer processors.
      engineFacts.forget();
      throw error;
    });
    if (request.language === 'node' && request.dependencies !== undefined) await linkPackages(container);
    return container;
  };
  const start = () => startFor(request.runId);
  const prepareFor = async (runId: string) => prepareContainer(await startFor(runId));
  const kind = JSON.stringify(specFor(preparedRun));
  const first = pool.take(kind, () => prepareFor(preparedRun)) ?? (await prepareFor(request.runId));
  const sandbox = new DockerSandbox(first, start);
  if (signal.aborted) {
    await sandbox[Symbol.asyncDispose]();
    signal.throwIfAborted();
  }
  return sandbox;
}

const defaultMemoryMb = 512;

// Longer than a short program takes, much shorter than a model's answer.
const quietMs = 250;

// As long as somebody may go on with what they were at. Waiting costs ten megabytes each.
const idlePoolMs = 5 * 60_000;
