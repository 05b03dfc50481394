import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { containersWith, engine, imagesDirectory, needDockerEngine } from '../../../test/docker-engine.ts';
import { startDockerProxy } from '../../../test/servers/docker-proxy.ts';
import { ForgeError } from '../../engine/forge-error.ts';
import { run, signal } from '../contract/trial.contract.ts';
import { createDockerSandboxes } from './docker-sandboxes.ts';

describe('A Docker engine that cannot be reached', () => {
  let folder: string;
  let socket: string;

  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'dead-docker-'));
    socket = path.join(folder, 'docker.sock');
  });

  after(() => rm(folder, { recursive: true }));

  const sandboxes = (host = `unix://${socket}`) => createDockerSandboxes({ imagesDirectory, host });

  it('is told in a sentence when there is no socket', async () => {
    assert.deepEqual(await sandboxes().probe(signal()), {
      kind: 'unavailable',
      address: `unix://${socket}`,
      reason: `Docker is not answering at unix://${socket}. Start it, or choose the embedded sandbox with --sandbox embedded.`,
    });
  });

  it('is told in a sentence when nobody listens at its port', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    server.close();
    await once(server, 'close');
    const status = await sandboxes(`tcp://127.0.0.1:${port}`).probe(signal());

    assert.equal(status.kind, 'unavailable');
  });

  it('has nothing to be reaped', async () => {
    assert.equal(await sandboxes().reap(), 0);
  });

  it('fails to open a sandbox retryably', async () => {
    await assert.rejects(
      sandboxes().open({ runId: 'x', language: 'python', signal: signal() }),
      isUnavailable,
    );
  });

  it('is found out within two seconds when it accepts and then says nothing', async function () {
    this.timeout(2_000);
    await using silent = await serve(socket, () => {});
    const status = await sandboxes().probe(signal());

    assert.equal(status.kind, 'unavailable');
    assert.match(status.kind === 'unavailable' ? status.reason : '', /not answering/u);
    // Else the program could not end by itself.
    await silent.whenIdle();
  });

  it('is asked no longer than the signal allows', async () => {
    const controller = new AbortController();
    await using _silent = await serve(socket, () => controller.abort());

    await assert.rejects(sandboxes().probe(controller.signal), { name: 'AbortError' });
  });

  for (const ending of ['dies', 'hangs'] as const) {
    it(`ends a command retryably when it ${ending} in the middle`, async function () {
      this.timeout(60_000);
      await needDockerEngine(this);
      const runId = `test-${ending}-${process.pid}`;
      const logged: string[] = [];
      await using proxy = await startDockerProxy();
      const end = { dies: () => proxy.die(), hangs: () => proxy.hang() };
      const docker = createDockerSandboxes({
        imagesDirectory,
        host: proxy.address,
        log: line => logged.push(line),
      });
      try {
        const sandbox = await docker.open({ runId, language: 'python', signal: signal() });
        const running = run(sandbox, 'echo up; sleep 500', {
          timeoutMs: 3_000,
          onOutput: () => void end[ending](),
        });
        await assert.rejects(running, isUnavailable);
        await sandbox[Symbol.asyncDispose]();

        assert.match(logged.join('\n'), /could not be removed; the next start will try again/u);
      } finally {
        const left = await containersWith(`codeforge.run=${runId}`);
        // Most likely it removes itself just now, as nobody holds it any more.
        await Promise.allSettled(left.map(id => engine.getContainer(id).remove({ force: true })));
      }
    });
  }
});

interface Listener extends AsyncDisposable {
  /** Resolves when no client is connected any more. */
  whenIdle(): Promise<void>;
}

/** Listens at the socket until it is disposed, which cuts every connection. */
async function serve(socket: string, onClient: (client: Socket) => void): Promise<Listener> {
  const clients = new Set<Socket>();
  const server: Server = createServer({ allowHalfOpen: true }, client => {
    clients.add(client);
    client.on('error', () => {}).on('close', () => clients.delete(client));
    onClient(client);
  }).listen(socket);
  await once(server, 'listening');

  return {
    async whenIdle() {
      await Promise.all(
        [...clients].map(client =>
          once(
            client.resume().on('end', () => client.end()),
            'close',
          ),
        ),
      );
    },
    async [Symbol.asyncDispose]() {
      if (!server.listening) return;
      server.close();
      for (const client of clients) client.destroy();
      await once(server, 'close');
    },
  };
}

function isUnavailable(error: unknown): boolean {
  return error instanceof ForgeError && error.code === 'sandbox.unavailable' && error.retryable;
}
