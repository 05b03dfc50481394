import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { ScriptedServer } from '../../test/servers/scripted-server.ts';

export interface NodeProcess {
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

/**
 * Milliseconds from the birth of a Node process until the server has its first request. Waits for the process
 * to end, and throws when it ended without having asked anything.
 */
export async function timeToRequest(server: ScriptedServer, { args, env }: NodeProcess): Promise<number> {
  const before = server.requests.length;
  const startedAt = Date.now();
  const child = spawn(process.execPath, args, { env, stdio: 'ignore' });
  await once(child, 'exit');
  const request = server.requests[before];
  if (request === undefined) throw new Error(`the server was not asked by: node ${args.join(' ')}`);
  return request.at - startedAt;
}
