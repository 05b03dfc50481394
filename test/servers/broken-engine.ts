import { once } from 'node:events';
import { link, mkdtemp, rename, rm } from 'node:fs/promises';
import { createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** What can be wrong with whatever is found at an engine's address. */
export type EngineFault =
  | 'was killed and left its socket behind'
  | 'accepts and then says nothing'
  | 'stops in the middle of an answer'
  | 'does not speak HTTP'
  | 'is some other service'
  | 'is a web server';

export interface BrokenEngine extends AsyncDisposable {
  /** As in DOCKER_HOST. */
  readonly address: string;
}

/** Listens as an engine does, but has that fault until it is disposed. */
export async function startBrokenEngine(fault: EngineFault): Promise<BrokenEngine> {
  const folder = await mkdtemp(path.join(tmpdir(), 'broken-docker-'));
  const socket = path.join(folder, 'docker.sock');
  const clients = new Set<Socket>();
  const server = createServer({ allowHalfOpen: true }, client => {
    clients.add(client);
    client.on('error', () => {}).on('close', () => clients.delete(client));
    client.on('data', () => void client.write(answers[fault]));
  }).listen(socket);
  await once(server, 'listening');
  if (fault === 'was killed and left its socket behind') await closeButLeave(server, socket);
  return {
    address: `unix://${socket}`,
    async [Symbol.asyncDispose]() {
      for (const client of clients) client.destroy();
      if (server.listening) {
        server.close();
        await once(server, 'close');
      }
      await rm(folder, { recursive: true });
    },
  };
}

/** Node removes the file of a socket that it closes. */
async function closeButLeave(server: ReturnType<typeof createServer>, socket: string): Promise<void> {
  await link(socket, `${socket}.kept`);
  server.close();
  await once(server, 'close');
  await rename(`${socket}.kept`, socket);
}

const head = (status: string, type: string, length: number) =>
  `HTTP/1.1 ${status}\r\nContent-Type: ${type}\r\nContent-Length: ${length}\r\n\r\n`;

const answers: Readonly<Record<EngineFault, string>> = {
  'was killed and left its socket behind': '',
  'accepts and then says nothing': '',
  'stops in the middle of an answer': `${head('200 OK', 'application/json', 5000)}{"ServerVersion": "27`,
  'does not speak HTTP': 'SSH-2.0-OpenSSH_9.2\r\n',
  'is some other service': `${head('200 OK', 'application/json', 2)}{}`,
  'is a web server': `${head('404 Not Found', 'text/html', 6)}<html>`,
};
