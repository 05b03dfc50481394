import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { engineHost } from '../docker-engine.ts';

/** Stands between CodeForge and the real Docker engine, and can make it look as if that had a bad day. */
export interface DockerProxy extends AsyncDisposable {
  /** As in DOCKER_HOST. */
  readonly address: string;
  /** The engine dies: all connections are cut, and there are no new ones. */
  die(): Promise<void>;
  /** The engine is started again: all connections are cut, but new ones are served. */
  restart(): void;
  /** The engine hangs: it accepts, and then says nothing, on old connections and new ones. */
  hang(): void;
  /** Whatever would take room on the engine's disk is refused, as an engine does whose disk is full. */
  fillDisk(): void;
}

type Mood = 'well' | 'hanging' | 'full';

export async function startDockerProxy(): Promise<DockerProxy> {
  const folder = await mkdtemp(path.join(tmpdir(), 'docker-proxy-'));
  const socket = path.join(folder, 'docker.sock');
  const clients = new Set<Socket>();
  const hanging = new AbortController();
  let mood: Mood = 'well';
  const server: Server = createServer({ allowHalfOpen: true }, client => {
    clients.add(client);
    client.on('error', () => {}).on('close', () => clients.delete(client));
    if (mood === 'full') serveFullDisk(client, hanging.signal);
    else relay(client, hanging.signal);
  }).listen(socket);
  await once(server, 'listening');
  const cut = () => {
    for (const client of clients) client.destroy();
  };
  const die = async () => {
    if (!server.listening) return;
    server.close();
    cut();
    await once(server, 'close');
  };
  return {
    address: `unix://${socket}`,
    die,
    restart: cut,
    hang: () => hanging.abort(),
    fillDisk() {
      mood = 'full';
    },
    async [Symbol.asyncDispose]() {
      await die();
      await rm(folder, { recursive: true });
    },
  };
}

/** Passes everything on to the real engine and back, until it hangs: then nothing, to nobody. */
function relay(client: Socket, hanging: AbortSignal, first?: Buffer): void {
  if (hanging.aborted) return;
  const { host = '', port, socketPath } = engineHost.connection;
  const target = socketPath === undefined ? { host, port: Number(port) } : { path: socketPath };
  const upstream = connect({ ...target, allowHalfOpen: true });
  upstream.on('error', () => client.destroy()).on('close', () => client.destroy());
  client.on('close', () => upstream.destroy());
  if (first !== undefined) upstream.write(first);
  client.pipe(upstream).pipe(client);
  hanging.addEventListener('abort', () => {
    client.unpipe().pause();
    upstream.unpipe().pause();
  });
}

/** Each request comes on a connection of its own, its first line in the first piece. */
function serveFullDisk(client: Socket, hanging: AbortSignal): void {
  client.once('data', (first: Buffer) => {
    const [line = ''] = first.toString('latin1').split('\r\n');
    if (!/^POST \S*\/containers\/create/u.test(line)) {
      client.pause();
      relay(client, hanging, first);
      return;
    }
    const body = JSON.stringify({ message: 'mkdir /var/lib/docker/overlay2/x: no space left on device' });
    client.end(
      `HTTP/1.1 500 Internal Server Error\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\nConnection: close\r\n\r\n${body}`,
    );
  });
}
