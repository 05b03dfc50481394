import type { RunStore } from '../../src/engine/ports/run-store.ts';
import { createRun } from '../../src/engine/run/run-session.ts';
import { systemClock } from '../../src/workspace/system-clock.ts';
import { createRunHarness } from '../../test/fakes/run-harness.ts';
import type { ScriptedAnswer } from '../../test/fakes/scripted-model.ts';
import type { Driven } from './drive-machine.ts';

/**
 * Drives a whole run: agents with their journal and ledger, overlay, check and diagnosis. Only the model and
 * the sandbox are fakes that answer at once. The check is red until the second repair.
 */
export async function driveSession(store: RunStore, runId: string): Promise<Driven> {
  const harness = createRunHarness({ files, program: greenOnceSummed, answers });
  const ports = { ...harness.ports, store, clock: systemClock };
  const request = harness.request('Make add return the sum');
  const startedAt = performance.now();
  const session = createRun(ports, { runId, request, workflow: harness.workflow });
  let phases = 0;
  session.subscribe(({ type }) => {
    if (type === 'phase.started') phases += 1;
  });
  session.start();
  const { changes } = await session.settled();
  await session.decide(changes.map(({ path }) => path));
  const { outcome } = await session.settled();
  const durationMs = performance.now() - startedAt;
  await session.release();
  if (outcome !== 'completed') throw new Error(`the session ended ${outcome}`);
  // Each phase is a step, and the end is one.
  return { steps: phases + 1, durationMs };
}

const files = {
  'add.py': `${'# filler\n'.repeat(200)}def add(a, b):\n    return a - b\n`,
  'test_add.py': 'import unittest\n',
};

const greenOnceSummed = (_: string, inSandbox: ReadonlyMap<string, string>) =>
  inSandbox.get('add.py')?.includes('a + b')
    ? { exitCode: 0 }
    : { exitCode: 1, stderr: `AssertionError: ${inSandbox.get('add.py')?.slice(-6)}\n` };

const edit = (search: string, replace: string) => ['edit_file', { path: 'add.py', search, replace }] as const;

const review = [
  'submit_review',
  {
    rootCause: 'the wrong operator',
    errorType: 'logic_error',
    fixDescription: 'use another one',
    confidence: 0.8,
    changesMade: 'the operator',
  },
] as const;

const answers: readonly ScriptedAnswer[] = [
  { calls: [['read_file', { path: 'add.py' }]] },
  { calls: [edit('a - b', 'a * b'), ['submit_work', { summary: 'Multiplies.' }]] },
  { calls: [edit('a * b', 'a / b'), review] },
  { calls: [edit('a / b', 'a + b'), review] },
];
