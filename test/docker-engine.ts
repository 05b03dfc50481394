import path from 'node:path';
import Docker from 'dockerode';
import { defaultDockerAddress } from '../src/sandbox/docker/default-docker-address.ts';
import { parseDockerHost } from '../src/sandbox/docker/docker-host.ts';
import {
  createDockerSandboxes,
  type DockerSandboxes,
  type DockerSandboxesOptions,
} from '../src/sandbox/docker/docker-sandboxes.ts';
import { skipWithout } from './missing-component.ts';

export const imagesDirectory = path.join(import.meta.dirname, '..', 'sandbox-images');

const address = process.env['DOCKER_HOST'] ?? '';
export const engineHost = parseDockerHost(address === '' ? defaultDockerAddress() : address);

/** The real engine, past everything that is under test. */
export const engine = new Docker(engineHost.connection);

export function dockerSandboxes(options: Partial<DockerSandboxesOptions> = {}): DockerSandboxes {
  return createDockerSandboxes({ imagesDirectory, ...options });
}

/** For a `before` hook: skips the suite when no engine answers. */
export async function needDockerEngine(context: Mocha.Context): Promise<void> {
  const status = await dockerSandboxes().probe(new AbortController().signal);
  if (status.kind === 'unavailable') skipWithout(context, 'Docker engine');
}

/** Ids of the containers that carry the label, also of those that have ended. */
export async function containersWith(label: string): Promise<readonly string[]> {
  const containers = await engine.listContainers({ all: true, filters: { label: [label] } });
  return containers.map(({ Id }) => Id);
}

/** Removes the images with that label that were made since then, in milliseconds since 1970. */
export async function removeImagesSince(label: string, since: number): Promise<void> {
  const images = await engine.listImages({ filters: { label: [label] } });
  const own = images.filter(({ Created }) => Created * 1000 >= since - 1000);
  await Promise.all(own.map(({ Id }) => engine.getImage(Id).remove({ force: true })));
}
