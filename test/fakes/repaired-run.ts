import { createRun } from '../../src/engine/run/run-session.ts';
import { createRunHarness } from './run-harness.ts';

/** The store of the run `r1`: it went red, then green after one repair, and what it made of `add.py` was accepted. */
export async function repairedRun() {
  let runs = 0;
  const { ports, workflow, request } = createRunHarness({
    files: { 'add.py': 'def add(a, b):\n    return a - b\n', 'test_add.py': 'import unittest\n' },
    program: () => {
      runs += 1;
      return runs < 3 ? { exitCode: 1, stderr: 'AssertionError' } : { exitCode: 0, stdout: 'OK\n' };
    },
    answers: [{ calls: [wrong, work] }, { calls: [right, review] }],
  });
  const session = createRun(ports, { runId: 'r1', request: request('Fix add'), workflow });
  session.start();
  await session.settled();
  await session.decide(['add.py']);
  await session.settled();
  await session.release();
  return ports.store;
}

const wrong = ['edit_file', { path: 'add.py', search: 'a - b', replace: 'a * b' }] as const;
const right = ['edit_file', { path: 'add.py', search: 'a * b', replace: 'a + b' }] as const;
const work = ['submit_work', { summary: 'done' }] as const;
const review = [
  'submit_review',
  {
    ...{ rootCause: 'It multiplied.', errorType: 'logic_error', fixDescription: 'Add.' },
    ...{ confidence: 0.9, changesMade: 'add.py' },
  },
] as const;
