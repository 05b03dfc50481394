import assert from 'node:assert/strict';
import { builtInWorkflow, createRunHarness } from '../../../test/fakes/run-harness.ts';
import type { Message } from '../ports/model.ts';
import type { RunEventEnvelope } from './run-events.ts';
import { createRun, reopenRun } from './run-session.ts';

const subtask = (description: string) => ({
  id: 1,
  description,
  dependencies: [],
  complexity: 'simple' as const,
});
const planned = (description: string) => ({
  calls: [['submit_plan', { subtasks: [subtask(description)], reasoning: 'It is small.' }]] as const,
});
const coded = {
  calls: [
    ['edit_file', { path: 'add.py', search: 'a - b', replace: 'a + b' }],
    ['submit_work', { summary: 'Adds.' }],
  ] as const,
};

function supervised(...answers: Parameters<typeof createRunHarness>[0]['answers'][number][]) {
  const harness = createRunHarness({
    files: { 'add.py': 'def add(a, b):\n    return a - b\n' },
    program: () => ({ exitCode: 0 }),
    answers,
  });
  const events: RunEventEnvelope[] = [];
  const session = createRun(harness.ports, {
    runId: 'r1',
    request: harness.request('Make add return the sum', { check: 'python -m unittest' }),
    workflow: builtInWorkflow('supervised'),
  });
  session.subscribe(event => events.push(event));
  session.start();
  return { harness, session, events };
}

describe('a plan that a person approves', () => {
  it('is waited for before anything is written, and followed as they edited it', async () => {
    const { harness, session, events } = supervised(planned('Mend add'), coded);
    const view = await session.settled();
    assert.equal(view.awaiting, 'plan');
    assert.equal(harness.models.requests.length, 1);

    await session.approvePlan({ subtasks: [subtask('Mend add, and nothing else')], reasoning: '' });

    assert.equal((await session.settled()).awaiting, 'decision');
    assert.match(openingOf(harness.models.requests[1]?.request.messages), /1\. Mend add, and nothing else/);
    const told = events.filter(({ type }) => type.startsWith('plan.'));
    assert.deepEqual(
      told.map(event => ({ type: event.type, isApproved: Reflect.get(event, 'isApproved') })),
      [
        { type: 'plan.proposed', isApproved: undefined },
        { type: 'plan.decided', isApproved: true },
      ],
    );
  });

  it('is made anew with what they said of it', async () => {
    const { harness, session } = supervised(planned('Rewrite everything'), planned('Mend add'));
    await session.settled();

    await session.revisePlan('Change only the operator.');

    const view = await session.settled();
    assert.equal(view.awaiting, 'plan');
    assert.deepEqual(view.plan?.subtasks, [subtask('Mend add')]);
    assert.match(openingOf(harness.models.requests[1]?.request.messages), /- Change only the operator\./);
  });

  it('is refused when it cannot be followed, and the question stays open', async () => {
    const { session } = supervised(planned('Mend add'));
    await session.settled();

    await assert.rejects(session.approvePlan({ subtasks: [], reasoning: '' }), {
      code: 'config.invalid',
      message: /cannot be followed/,
    });
    assert.equal(session.view().awaiting, 'plan');
  });

  it('waits in another process too, and is paid for once', async () => {
    const { harness, session } = supervised(planned('Mend add'), coded);
    const { plan } = await session.settled();
    await session.release();

    const again = reopenRun(harness.ports, 'r1');
    again.start();
    assert.equal((await again.settled()).awaiting, 'plan');
    assert.ok(plan !== null);
    again.approvePlan(plan);

    assert.equal((await again.settled()).awaiting, 'decision');
    assert.equal(harness.models.requests.length, 2);
  });
});

function openingOf(messages: readonly Message[] | undefined): string {
  const [first] = messages ?? [];
  return first?.role === 'user' ? first.text : '';
}
