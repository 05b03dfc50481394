import path from 'node:path';
import type { DockerSandboxes } from '../sandbox/docker/docker-sandboxes.ts';
import type { EmbeddedSandboxes } from '../sandbox/embedded/embedded-sandbox.ts';
import type { HostOptions } from './open-host.ts';
import type { SandboxBackends } from './sandbox-chooser.ts';

/** The real backends of this machine. */
export interface LocalSandboxBackends extends SandboxBackends {
  docker(): Promise<DockerSandboxes>;
  embedded(): Promise<EmbeddedSandboxes>;
  /** Removes what crashed processes have left of a backend. */
  warmUp(backend: 'docker' | 'embedded'): Promise<void>;
}

/** Connects to nothing and loads nothing yet: most starts need one of them at most, and late. */
export function openSandboxBackends({ env, settings, ...options }: HostOptions): LocalSandboxBackends {
  const { image, memoryMb, cpus } = settings;
  const host = settings.dockerHost || env['DOCKER_HOST'];
  let docker: Promise<DockerSandboxes> | undefined;
  let embedded: Promise<EmbeddedSandboxes> | undefined;

  const openDocker = async () => {
    const { createDockerSandboxes } = await import('../sandbox/docker/docker-sandboxes.ts');
    const imagesDirectory = path.join(options.assetsDirectory, 'sandbox-images');
    return createDockerSandboxes({
      imagesDirectory,
      memoryMb,
      cpus,
      ...(image && { image }),
      ...(host && { host }),
    });
  };
  const openEmbedded = async () => {
    const { createEmbeddedSandboxes } = await import('../sandbox/embedded/embedded-sandbox.ts');
    const runtimeDirectory = path.join(options.assetsDirectory, 'embedded');
    const cacheDirectory = path.join(options.dataDirectory, 'cache', 'embedded');
    return createEmbeddedSandboxes({ runtimeDirectory, cacheDirectory, memoryMb });
  };
  const once = {
    docker: () => (docker ??= openDocker()),
    embedded: () => (embedded ??= openEmbedded()),
  };
  return {
    ...once,
    async warmUp(backend) {
      if (backend === 'docker') await (await once.docker()).reap();
    },
  };
}
