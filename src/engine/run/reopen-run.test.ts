import assert from 'node:assert/strict';
import { createRunHarness, type RunHarness } from '../../../test/fakes/run-harness.ts';
import { ForgeError } from '../forge-error.ts';
import type { Model } from '../ports/model.ts';
import { createRun, reopenRun } from './run-session.ts';

const edit = ['edit_file', { path: 'add.py', search: 'a - b', replace: 'a + b' }] as const;
const work = ['submit_work', { summary: 'done' }] as const;

function open(answers: Parameters<typeof createRunHarness>[0]['answers']): RunHarness {
  const files = { 'add.py': 'def add(a, b):\n    return a - b\n', 'test_add.py': 'import unittest\n' };
  return createRunHarness({
    files,
    answers,
    program: () => ({ exitCode: 1, stderr: 'AssertionError: no\n' }),
  });
}

describe('a reopened run', () => {
  it('obeys the limits it was given then, also in the phase its process died in', async () => {
    const harness = open([{ calls: [edit] }, { calls: [work] }]);
    const request = harness.request('Fix add', { limits: { maxRepairs: 3 } });
    const first = createRun(harness.ports, { runId: 'r1', request, workflow: harness.workflow });
    const answered = Promise.withResolvers<void>();
    first.subscribe(event => event.type === 'model.call.end' && answered.resolve());
    first.start();
    await answered.promise;
    await first.release();

    const session = reopenRun(harness.ports, 'r1', { maxSteps: 1 });
    session.start();
    const view = await session.settled();

    assert.equal(view.failure?.code, 'budget.exceeded');
    assert.match(view.failure?.message ?? '', /within 1 steps/u);
    assert.equal(harness.models.requests.length, 1);
  });

  it('keeps those limits when it is reopened once more without any', async () => {
    const harness = open([{ calls: [edit, work] }]);
    const silent = { ...harness.ports, openModel: () => silentModel };
    const request = harness.request('Fix add', { limits: { maxRepairs: 3 } });
    const first = createRun(silent, { runId: 'r1', request, workflow: harness.workflow });
    first.start();
    assert.equal((await first.settled()).outcome, 'paused');
    await first.release();
    const second = reopenRun(silent, 'r1', { maxRepairs: 0 });
    second.start();
    await second.resume();
    await second.release();

    const session = reopenRun(harness.ports, 'r1');
    session.start();
    await session.resume();
    const view = await session.settled();

    assert.equal(view.failure?.code, 'repairs.exhausted');
    assert.equal(harness.models.requests.length, 1);
  });
});

const silentModel: Model = {
  id: 'replay/silent',
  async *stream() {
    yield* [];
    throw new ForgeError('provider.unreachable', 'Nobody answers. Try later.', { retryable: true });
  },
};
