import assert from 'node:assert/strict';
import { createRunHarness } from '../../test/fakes/run-harness.ts';
import { createRun } from '../engine/run/run-session.ts';
import { readStoredRun } from './read-stored-run.ts';

const edit = ['edit_file', { path: 'add.py', search: 'a - b', replace: 'a + b' }] as const;
const work = ['submit_work', { summary: 'done' }] as const;

function open() {
  const harness = createRunHarness({
    files: { 'add.py': 'def add(a, b):\n    return a - b\n', 'test_add.py': 'import unittest\n' },
    program: () => ({ exitCode: 0, stdout: 'OK\n' }),
    answers: [{ calls: [edit, work] }],
  });
  // Time stands still: what is told and what is stored may be a moment apart.
  return {
    ...harness,
    ports: { ...harness.ports, clock: { now: () => 1000, sleep: async () => undefined } },
  };
}

describe('a stored run', () => {
  it('reads as the session that drove it saw it', async () => {
    const { ports, workflow, request } = open();
    const session = createRun(ports, { runId: 'r1', request: request('Fix add'), workflow });
    session.start();
    await session.settled();
    await session.decide([]);
    const seen = await session.settled();
    await session.release();

    const { view, summary, calls, request: stored } = readStoredRun(ports.store, 'r1');

    assert.deepEqual(view, seen);
    assert.deepEqual([summary.outcome, calls.length, stored.task], ['completed', 1, 'Fix add']);
  });

  it('has the diff of its changes and the output of its attempts', async () => {
    const { ports, workflow, request } = open();
    const session = createRun(ports, { runId: 'r1', request: request('Fix add'), workflow });
    session.start();
    const { attempts } = await session.settled();
    await session.release();

    const run = readStoredRun(ports.store, 'r1');

    assert.match(run.diff(), /^-\s+return a - b\n\+\s+return a \+ b$/mu);
    assert.deepEqual(
      attempts.map(attempt => run.outputOf(attempt).stdout),
      ['OK\n'],
    );
  });

  it('has no view when its process died before the first step', () => {
    const { ports, workflow, request } = open();
    createRun(ports, { runId: 'r1', request: request('Fix add'), workflow });

    const { view, diff } = readStoredRun(ports.store, 'r1');

    assert.deepEqual([view, diff()], [null, '']);
  });

  it('is unknown when there is none', () => {
    assert.throws(() => readStoredRun(open().ports.store, 'nope'), /There is no run nope/u);
  });
});
