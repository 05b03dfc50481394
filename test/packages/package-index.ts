import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { networkInterfaces } from 'node:os';

export interface PackageIndex extends AsyncDisposable {
  /** As a container with a network reaches it. */
  readonly url: string;
  readonly host: string;
  /** What was asked for, in order. */
  readonly requests: readonly string[];
}

interface Served {
  readonly fileName: string;
  readonly bytes: Uint8Array;
}

/** Serves packages to containers: below `/files/`, and as a simple index for pip (PEP 503). */
export async function servePackages(packages: readonly Served[]): Promise<PackageIndex> {
  const requests: string[] = [];
  const server = createServer((request, response) => {
    const path = request.url ?? '';
    requests.push(path);
    const file = packages.find(({ fileName }) => path === `/files/${fileName}`);
    if (file !== undefined) response.end(file.bytes);
    else if (path.startsWith('/simple/'))
      response.setHeader('content-type', 'text/html').end(linksFor(path.split('/')[2] ?? '', packages));
    else response.writeHead(404).end();
  });
  await new Promise<void>(resolve => {
    server.listen(0, '0.0.0.0', resolve);
  });
  const host = ownAddress();
  return {
    url: `http://${host}:${(server.address() as AddressInfo).port}`,
    host,
    requests,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise(resolve => {
        server.close(resolve);
      });
    },
  };
}

/** Any address of this machine that is not its loopback: containers have one of their own. */
function ownAddress(): string {
  const addresses = Object.values(networkInterfaces()).flatMap(found => found ?? []);
  const own = addresses.find(({ family, internal }) => family === 'IPv4' && !internal);
  if (own === undefined) throw new Error('This machine has no address that a container could reach.');
  return own.address;
}

function linksFor(name: string, packages: readonly Served[]): string {
  const own = packages.filter(({ fileName }) => fileName.replaceAll('_', '-').startsWith(`${name}-`));
  return `<html><body>${own.map(({ fileName }) => `<a href="/files/${fileName}">${fileName}</a>`).join('')}</body></html>`;
}
