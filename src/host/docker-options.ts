import path from 'node:path';
import type { DockerSandboxesOptions } from '../sandbox/docker/docker-sandboxes.ts';
import type { HostOptions } from './open-host.ts';

/** What the settings and the environment say about Docker. */
export function dockerOptions({ env, settings, assetsDirectory }: HostOptions): DockerSandboxesOptions {
  const { image, baseImages, packages, packageSource, memoryMb, cpus, install = 'ask' } = settings;
  const host = settings.dockerHost || env['DOCKER_HOST'];
  const pipIndexUrl = settings.pipIndexUrl ?? env['PIP_INDEX_URL'];
  const npmRegistry = settings.npmRegistry ?? env['NPM_CONFIG_REGISTRY'];
  return {
    imagesDirectory: path.join(assetsDirectory, 'sandbox-images'),
    memoryMb,
    cpus,
    install,
    env: {
      ...env,
      ...(pipIndexUrl && { PIP_INDEX_URL: pipIndexUrl }),
      ...(npmRegistry && { NPM_CONFIG_REGISTRY: npmRegistry }),
    },
    ...(image && { image }),
    ...(host && { host }),
    ...(baseImages && { baseImages }),
    ...(packages && { packages }),
    ...(packageSource && { packageSource }),
    ...(pipIndexUrl && { pipIndexUrl }),
    ...(npmRegistry && { npmRegistry }),
  };
}
