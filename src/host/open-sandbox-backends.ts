import path from 'node:path';
import type { DockerSandboxes } from '../sandbox/docker/docker-sandboxes.ts';
import type { EmbeddedSandboxes } from '../sandbox/embedded/embedded-sandbox.ts';
import { dockerOptions } from './docker-options.ts';
import type { HostOptions } from './open-host.ts';
import type { DockerBackend, SandboxBackends } from './sandbox-chooser.ts';

/** The real backends of this machine. Disposing waits for what goes on in the background, but not for long. */
export interface LocalSandboxBackends extends SandboxBackends, AsyncDisposable {
  docker(): Promise<DockerBackend>;
  embedded(): Promise<EmbeddedSandboxes>;
  /** Docker with that image in place of the languages' own. */
  dockerWith(image: string): Promise<DockerBackend>;
  /** Removes what crashed processes have left in Docker: once, in the background. */
  reap(): void;
}

export interface BackendOptions {
  /** How many containers wait for programs to come. Left out: two. */
  readonly prepared?: number;
}

/** Connects to nothing and loads nothing yet: most starts need one of them at most, and late. */
export function openSandboxBackends(
  options: HostOptions,
  // One for the next check, one for what an agent wants to try.
  { prepared = 2 }: BackendOptions = {},
): LocalSandboxBackends {
  const openDocker = async (its: HostOptions) => {
    const { createDockerSandboxes } = await import('../sandbox/docker/docker-sandboxes.ts');
    return createDockerSandboxes({ ...dockerOptions(its), prepared });
  };
  const loadDocker = once(() => openDocker(options));
  let embedded: Promise<EmbeddedSandboxes> | undefined;
  const loadEmbedded = () => {
    embedded ??= openEmbedded(options);
    return embedded;
  };
  const reap = once(async () => {
    const docker = await loadDocker();
    await docker.reap();
  });
  const opened = new Set<DockerSandboxes>();
  let reaping: Promise<unknown> = Promise.resolve();
  const reapInBackground = () => {
    // Its failure is nobody's business: the next start tries again.
    reaping = Promise.allSettled([reap()]);
  };

  const andReap = (docker: DockerSandboxes): DockerBackend => ({
    ...docker,
    open: request => {
      reapInBackground();
      opened.add(docker);
      return docker.open(request);
    },
  });

  return {
    embedded: loadEmbedded,
    reap: reapInBackground,
    docker: async () => andReap(await loadDocker()),
    dockerWith: async image =>
      andReap(await openDocker({ ...options, settings: { ...options.settings, image } })),
    async [Symbol.asyncDispose]() {
      await (await embedded)?.[Symbol.asyncDispose]();
      const patience = Promise.withResolvers<void>();
      const timer = setTimeout(patience.resolve, patienceMs);
      await Promise.race([reaping, patience.promise]);
      clearTimeout(timer);
      await Promise.all([...opened].map(docker => docker[Symbol.asyncDispose]()));
    },
  };
}

// An engine that answers at all removes a container in less.
const patienceMs = 1000;

async function openEmbedded(options: HostOptions): Promise<EmbeddedSandboxes> {
  const { createEmbeddedSandboxes } = await import('../sandbox/embedded/embedded-sandbox.ts');
  return createEmbeddedSandboxes({
    runtimeDirectory: path.join(options.assetsDirectory, 'embedded'),
    cacheDirectory: path.join(options.dataDirectory, 'cache', 'embedded'),
    memoryMb: options.settings.memoryMb,
  });
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
