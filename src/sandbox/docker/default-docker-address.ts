import { existsSync } from 'node:fs';
import { homedir, platform } from 'node:os';
import path from 'node:path';

/** Where an engine listens when nobody says: the first of the usual sockets that is there, Docker's before Podman's. */
export function defaultDockerAddress(isThere: (socket: string) => boolean = existsSync): string {
  if (platform() === 'win32') return 'npipe:////./pipe/docker_engine';
  return `unix://${usualSockets().find(isThere) ?? systemSocket}`;
}

const systemSocket = '/var/run/docker.sock';

function usualSockets(): readonly string[] {
  const runtimeDirectory = process.env['XDG_RUNTIME_DIR'];
  const rootless = runtimeDirectory === undefined ? [] : [path.join(runtimeDirectory, 'docker.sock')];
  const podman = runtimeDirectory === undefined ? [] : [path.join(runtimeDirectory, 'podman', 'podman.sock')];
  return [systemSocket, path.join(homedir(), '.docker', 'run', 'docker.sock'), ...rootless, ...podman];
}
