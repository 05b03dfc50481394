import type { DockerOptions } from 'dockerode';
import { ForgeError } from '../../engine/forge-error.ts';

/** Where an engine listens: as people write it, and as the client library wants it. */
export interface DockerHost {
  readonly address: string;
  readonly connection: DockerOptions;
}

/**
 * Reads an address in the form of DOCKER_HOST: `unix:///path`, `npipe:////./pipe/name`,
 * `tcp://host:port`, `http://…` or `https://…`. Throws ForgeError `config.invalid` for any other.
 */
export function parseDockerHost(address: string): DockerHost {
  const [, scheme = '', rest = ''] = /^(?:([a-z]+):\/\/)?(.*)$/u.exec(address.trim()) ?? [];
  switch (scheme) {
    case 'unix':
    case 'npipe':
      return { address, connection: socketConnection(rest, address) };
    case '':
    case 'tcp':
    case 'http':
    case 'https':
      return { address, connection: networkConnection(rest, { scheme, address }) };
    default:
      throw invalid(address);
  }
}

function socketConnection(path: string, address: string): DockerOptions {
  if (path === '') throw invalid(address);
  // The library takes whatever is left open from the environment; `host` there would win over the socket.
  return { socketPath: path, host: undefined, port: undefined, protocol: 'http' };
}

function networkConnection(rest: string, options: { scheme: string; address: string }): DockerOptions {
  const url = URL.parse(`http://${rest}`);
  if (url === null || rest === '') throw invalid(options.address);
  const isSecure =
    options.scheme === 'https' || url.port === '2376' || process.env['DOCKER_TLS_VERIFY'] === '1';
  const port = Number(url.port === '' ? (isSecure ? 2376 : 2375) : url.port);
  return { host: url.hostname, port, protocol: isSecure ? 'https' : 'http', socketPath: undefined };
}

function invalid(address: string): ForgeError {
  return new ForgeError(
    'config.invalid',
    `The Docker address "${address}" cannot be used. Set DOCKER_HOST to something like unix:///var/run/docker.sock or tcp://localhost:2375.`,
  );
}
