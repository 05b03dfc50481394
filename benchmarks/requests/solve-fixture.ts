import { cp, mkdtemp } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { startScriptedServer, type WireName } from '../../test/servers/scripted-server.ts';
import type { ScriptedTurn } from '../../test/servers/scripted-turn.ts';
import type { CliBench } from '../measure/cli-bench.ts';
import { runCli } from '../measure/run-cli.ts';
import { type Manner, sensibleModel, task } from './sensible-model.ts';

/** What one fix of the fixture came to. */
export interface SolvedFixture {
  /** Sizes of the requests' bodies, in the order in which they were sent. */
  readonly requestBytes: readonly number[];
  /** Sizes of what the model said: its text, and its calls as JSON, without the wire's framing. */
  readonly answerBytes: readonly number[];
  /** Of the command line's process; undefined where the system does not tell. */
  readonly peakBytes: number | undefined;
}

export interface Conversation {
  readonly wire: WireName;
  readonly manner: Manner;
}

/** Lets the command line fix a copy of the fixture, in the embedded sandbox. Throws when it does not complete. */
export async function solveFixture(bench: CliBench, { wire, manner }: Conversation): Promise<SolvedFixture> {
  const workspace = await copyFixture(bench);
  const model = sensibleModel(manner);
  const answerBytes: number[] = [];
  await using server = await startScriptedServer(wire, request => {
    const turn = model(request);
    answerBytes.push(sizeOf(turn));
    return turn;
  });
  const named = ['--workspace', workspace, '--model', `${wire}/scripted`, '--sandbox', 'embedded'];
  const args = ['solve', task, ...named, '--apply', 'all', '--json'];
  const run = await runCli(bench, { args, env: server.env });
  if (run.exitCode !== 0) throw new Error(`the fixture was not fixed:\n${run.stdout}\n${run.stderr}`);
  const requestBytes = server.requests.map(({ sizeBytes }) => sizeBytes);
  return { requestBytes, answerBytes, peakBytes: run.peakBytes };
}

/** Returns the folder of a fresh copy. */
export async function copyFixture({ folder }: CliBench): Promise<string> {
  const workspace = await mkdtemp(path.join(folder, 'stockroom-'));
  await cp(fileURLToPath(new URL('fixture', import.meta.url)), workspace, { recursive: true });
  return workspace;
}

function sizeOf({ text = '', toolCalls = [] }: ScriptedTurn): number {
  return Buffer.byteLength(text + toolCalls.map(call => JSON.stringify(call)).join(''));
}
