import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { CommandResult } from '../../../engine/ports/sandbox.ts';

/** Things on the host that no program may reach: a file, a key in the environment, two sockets. */
export interface HostBait extends AsyncDisposable {
  /** Puts their real names into a program. */
  fill(source: string): string;
  /** Nothing was touched so far, and the program showed nothing of it. */
  assertUntouched(result: CommandResult): Promise<void>;
}

export async function layBait(): Promise<HostBait> {
  const folder = await mkdtemp(path.join(tmpdir(), 'adversary-bait-'));
  const secret = path.join(folder, 'secret.txt');
  await writeFile(secret, hidden);
  process.env[keyName] = hidden;
  let connections = 0;
  const count = () => {
    connections += 1;
  };
  const port = await listen(count, { port: 0, host: '0.0.0.0' });
  const abstractName = `adversary-bait-${process.pid}`;
  const isLinux = process.platform === 'linux';
  const abstract = isLinux ? await listen(count, { path: `\0${abstractName}` }) : undefined;

  return {
    fill: source =>
      source
        .replaceAll('@secret@', secret)
        .replaceAll('@port@', String(portOf(port)))
        .replaceAll('@abstract@', abstractName),
    async assertUntouched({ stdout, stderr }) {
      assert.doesNotMatch(stdout + stderr, new RegExp(hidden, 'u'));
      assert.equal(connections, 0);
      assert.deepEqual(await readdir(folder), ['secret.txt']);
      assert.equal(await readFile(secret, 'utf8'), hidden);
    },
    async [Symbol.asyncDispose]() {
      delete process.env[keyName];
      port.close();
      abstract?.close();
      await rm(folder, { recursive: true });
    },
  };
}

const keyName = 'CODEFORGE_ADVERSARY_KEY';
const hidden = 'hidden-from-adversaries';

async function listen(onConnection: () => void, where: object): Promise<Server> {
  const server = createServer(socket => {
    onConnection();
    socket.destroy();
  }).listen(where);
  await once(server, 'listening');
  return server;
}

function portOf(server: Server): number {
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}
