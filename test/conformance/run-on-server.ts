import { costOf } from '../../src/engine/cost/cost-of.ts';
import type { Price } from '../../src/engine/cost/price.ts';
import { sumUsd } from '../../src/engine/cost/usd.ts';
import type { ModelId } from '../../src/engine/ports/model.ts';
import { createRun } from '../../src/engine/run/run-session.ts';
import type { RunView } from '../../src/engine/run/run-view.ts';
import { createOpenModel } from '../../src/models/open-model.ts';
import { createRunHarness, type RunHarness } from '../fakes/run-harness.ts';
import {
  type Script,
  type ScriptedServer,
  startScriptedServer,
  type WireName,
} from '../servers/scripted-server.ts';
import type { ScriptedTurn } from '../servers/scripted-turn.ts';

/** What came of a run that asked a scripted server through a vendor's SDK. */
export interface RunOnServer {
  /** Everything that was proposed has been accepted. */
  readonly outcome: RunView['outcome'];
  /** The code of the failure that ended or paused it. */
  readonly code: string | null;
  /** Completion requests that reached the server. */
  readonly requests: number;
  /** How each call stands in the ledger, in order. */
  readonly ledger: readonly CallSettlement[];
  /** The sum of the ledger, and what the run says of itself. */
  readonly costUsd: number;
  readonly totalUsd: number | null;
  /** The content of `add.py` in the workspace afterwards. */
  readonly file: string | undefined;
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

export const brokenFile = 'def add(a, b):\n    return a - b\n';
export const solvedFile = 'def add(a, b):\n    return a + b\n';

export const solvingTurnUsd = 0.002;

const price: Price = { input: 1, cacheRead: 0.1, cacheWrite: 1, output: 2 };

/** Lets the engine solve a small task with the model behind a server; every wire has the same price. */
export async function runOnServer(
  wire: WireName,
  script: Script,
  patience: 'usual' | 'none' = 'usual',
): Promise<RunOnServer> {
  await using server = await startScriptedServer(wire, script);
  const harness = createRunHarness({
    files: { 'add.py': brokenFile, 'test_add.py': 'import unittest\n' },
    program: (_, files) => ({ exitCode: files.get('add.py')?.includes('a + b') === true ? 0 : 1 }),
    answers: [],
  });
  const model: ModelId = `${wire}/scripted`;
  const ports = {
    ...harness.ports,
    clock: patience === 'none' ? withoutPatience(harness, server) : harness.ports.clock,
    openModel: createOpenModel({ env: server.env }),
    prices: { [model]: price },
  };
  const request = harness.request('Make add return the sum', { model });
  const session = createRun(ports, { runId: 'r1', request, workflow: harness.workflow });
  session.start();
  let view = await session.settled();
  if (view.awaiting === 'decision') {
    session.decide(view.changes.map(({ path }) => path));
    view = await session.settled();
  }
  const outcomes = ports.store.calls('r1').map(({ outcome }) => outcome);
  await session.release();
  return {
    outcome: view.outcome,
    code: view.failure?.code ?? null,
    requests: server.requests.length,
    ledger: outcomes.map(settlementOf),
    costUsd: sumUsd(outcomes.map(outcome => outcome?.costUsd ?? Number.NaN)),
    totalUsd: view.costUsd,
    file: harness.workspace.files.get('add.py'),
  };
}

type Outcome = ReturnType<RunHarness['ports']['store']['calls']>[number]['outcome'];

/** Every call must be settled, at what its tokens cost. */
function settlementOf(outcome: Outcome): CallSettlement {
  if (outcome === null || outcome.costUsd !== costOf(outcome, price))
    throw new Error(`a call does not add up: ${JSON.stringify(outcome)}`);
  if (outcome.provenance === 'reported') return 'reported';
  return outcome.costUsd === 0 ? 'free' : 'estimated';
}

/** The harness's clock, on which a long silence of the first try is over as soon as the server has been asked. */
function withoutPatience({ ports }: RunHarness, server: ScriptedServer): RunHarness['ports']['clock'] {
  let passedMs = 0;
  let firstTry: AbortSignal | undefined;
  return {
    now: () => ports.clock.now() + passedMs,
    async sleep(durationMs, signal) {
      if (durationMs < longMs) return ports.clock.sleep(durationMs, signal);
      firstTry ??= signal;
      if (signal !== firstTry) return ports.clock.sleep(durationMs, signal);
      await server.waitForRequests(1);
      passedMs += durationMs;
    },
  };
}

// Waits for a retry are shorter here, silences longer.
const longMs = 20_000;
