import { costOf } from '../../src/engine/cost/cost-of.ts';
import type { Price } from '../../src/engine/cost/price.ts';
import { sumUsd } from '../../src/engine/cost/usd.ts';
import type { ModelCallOutcome } from '../../src/engine/ports/run-store.ts';
import { createOpenModel } from '../../src/models/open-model.ts';
import { type Script, startScriptedServer, type WireName } from '../servers/scripted-server.ts';
import type { ScriptedTurn } from '../servers/scripted-turn.ts';
import { type RunWithModel, runWithModel } from './run-with-model.ts';

/** What came of a run that asked a scripted server through a vendor's SDK. */
export interface RunOnServer extends RunWithModel {
  /** Completion requests that reached the server. */
  readonly requests: number;
  /** How each call stands in the ledger, in order. */
  readonly ledger: readonly CallSettlement[];
  /** The sum of the ledger. */
  readonly costUsd: number;
}

/**
 * `free`: refused before its first sign of life. `reported`: at the server's own count. `estimated`: something was
 * heard, but no count.
 */
export type CallSettlement = 'free' | 'reported' | 'estimated';

/** An answer that solves the task in one turn: 1,000 tokens in and 500 out, which is $0.002. */
export const solvingTurn: ScriptedTurn = {
  text: 'I correct the operator.',
  toolCalls: [
    { name: 'edit_file', arguments: { path: 'add.py', search: 'a - b', replace: 'a + b' } },
    { name: 'submit_work', arguments: { summary: 'Corrected “größer” 👋' } },
  ],
  usage: { inputTokens: 1000, outputTokens: 500 },
};

export const solvingTurnUsd = 0.002;

const price: Price = { input: 1, cacheRead: 0.1, cacheWrite: 1, output: 2 };

/** Lets the engine solve a small task with the model behind a server; every wire has the same price. */
export async function runOnServer(
  wire: WireName,
  script: Script,
  patience: 'usual' | 'none' = 'usual',
): Promise<RunOnServer> {
  await using server = await startScriptedServer(wire, script);
  const run = await runWithModel({
    model: `${wire}/scripted`,
    openModel: createOpenModel({ env: server.env }),
    prices: { [`${wire}/scripted`]: price },
    ...(patience === 'none' && { asked: () => server.waitForRequests(1) }),
  });
  return {
    ...run,
    requests: server.requests.length,
    ledger: run.calls.map(settlementOf),
    costUsd: sumUsd(run.calls.map(call => call?.costUsd ?? Number.NaN)),
  };
}

/** Every call must be settled, at what its tokens cost. */
function settlementOf(call: ModelCallOutcome | null): CallSettlement {
  if (call === null || call.costUsd !== costOf(call, price))
    throw new Error(`a call does not add up: ${JSON.stringify(call)}`);
  if (call.provenance === 'reported') return 'reported';
  return call.costUsd === 0 ? 'free' : 'estimated';
}
