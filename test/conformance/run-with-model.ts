import type { PriceOverrides } from '../../src/engine/cost/price-table.ts';
import type { Clock } from '../../src/engine/ports/clock.ts';
import type { ModelId, OpenModel } from '../../src/engine/ports/model.ts';
import type { ModelCallOutcome } from '../../src/engine/ports/run-store.ts';
import { createRun } from '../../src/engine/run/run-session.ts';
import type { RunView } from '../../src/engine/run/run-view.ts';
import { createRunHarness } from '../fakes/run-harness.ts';

/** The model that a run asks, through its adapter. */
export interface ModelUnderTest {
  readonly model: ModelId;
  readonly openModel: OpenModel;
  readonly prices: PriceOverrides;
  /** Resolves when it has been asked; given where a test has no patience with its first silence. */
  readonly asked?: () => Promise<void>;
}

/** What came of a run; everything that was proposed has been accepted. */
export interface RunWithModel {
  readonly outcome: RunView['outcome'];
  /** The code of the failure that ended or paused it. */
  readonly code: string | null;
  /** What each call came to, in order; null for one that was never settled. */
  readonly calls: readonly (ModelCallOutcome | null)[];
  /** What the run says of itself. */
  readonly totalUsd: number | null;
  /** The content of `add.py` in the workspace afterwards. */
  readonly file: string | undefined;
}

export const brokenFile = 'def add(a, b):\n    return a - b\n';
export const solvedFile = 'def add(a, b):\n    return a + b\n';

/** Lets the engine solve a small task with a model; only the model is real. */
export async function runWithModel(tested: ModelUnderTest): Promise<RunWithModel> {
  const { model, openModel, prices, asked } = tested;
  const harness = createRunHarness({
    files: { 'add.py': brokenFile, 'test_add.py': 'import unittest\n' },
    program: (_, files) => ({ exitCode: files.get('add.py')?.includes('a + b') === true ? 0 : 1 }),
    answers: [],
  });
  const clock = asked === undefined ? harness.ports.clock : withoutPatience(harness.ports.clock, asked);
  const ports = { ...harness.ports, clock, openModel, prices };
  const request = harness.request('Make add return the sum', { model });
  const session = createRun(ports, { runId: 'r1', request, workflow: harness.workflow });
  session.start();
  let view = await session.settled();
  if (view.awaiting === 'decision') {
    await session.decide(view.changes.map(({ path }) => path));
    view = await session.settled();
  }
  const calls = ports.store.calls('r1').map(({ outcome }) => outcome);
  await session.release();
  return {
    outcome: view.outcome,
    code: view.failure?.code ?? null,
    calls,
    totalUsd: view.costUsd,
    file: harness.workspace.files.get('add.py'),
  };
}

/** The clock, on which a long silence of the first try is over as soon as the model has been asked. */
function withoutPatience(clock: Clock, asked: () => Promise<void>): Clock {
  let passedMs = 0;
  let firstTry: AbortSignal | undefined;
  return {
    now: () => clock.now() + passedMs,
    async sleep(durationMs, signal) {
      if (durationMs < longMs) return clock.sleep(durationMs, signal);
      firstTry ??= signal;
      if (signal !== firstTry) return clock.sleep(durationMs, signal);
      await asked();
      passedMs += durationMs;
    },
  };
}

// Waits for a retry are shorter here, silences longer.
const longMs = 20_000;
