import assert from 'node:assert/strict';
import { createMortalPorts } from '../../../test/fakes/mortal-ports.ts';
import { createRunHarness, type RunHarness } from '../../../test/fakes/run-harness.ts';
import { toModelResponse } from '../../../test/fakes/scripted-model.ts';
import type { Model, ModelRequest } from '../ports/model.ts';
import type { RunPorts } from './run-ports.ts';
import { createRun, type RunSession, reopenRun } from './run-session.ts';
import type { RunView } from './run-view.ts';

const task = 'Design the validation of add from scratch, then implement it';
const files = { 'add.py': 'def add(a, b):\n    return a - b\n', 'test_add.py': 'import unittest\n' };
const edit = (search: string, replace: string) => ['edit_file', { path: 'add.py', search, replace }] as const;

/** What each agent answers, by how often it has spoken: the same to whoever asks again. */
const script = {
  planner: [
    [
      [
        'submit_plan',
        {
          subtasks: [{ id: 1, description: 'Mend.', dependencies: [], complexity: 'simple' }],
          reasoning: '',
        },
      ],
    ],
  ],
  coder: [[edit('a - b', 'a * b')], [['submit_work', { summary: 'done' }]]],
  reviewer: [
    [
      edit('a * b', 'a + b'),
      [
        'submit_review',
        { rootCause: 'r', errorType: 'logic_error', fixDescription: 'f', confidence: 0.9, changesMade: '' },
      ],
    ],
  ],
} as const;
const answersNeeded = Object.values(script).flat().length;

interface Killable extends RunHarness {
  /** Requests that reached the vendor. */
  readonly sent: ModelRequest[];
}

function open(): Killable {
  const harness = createRunHarness({
    files,
    answers: [],
    program: (_, sandboxFiles) => ({ exitCode: sandboxFiles.get('add.py')?.includes('a + b') ? 0 : 1 }),
  });
  const sent: ModelRequest[] = [];
  const model: Model = {
    id: 'replay/steady',
    async *stream(request) {
      sent.push(request);
      const role = /^You are CodeForge's (\w+)/u.exec(request.system)?.[1] as keyof typeof script;
      const turn = request.messages.filter(message => message.role === 'assistant').length;
      yield {
        type: 'end',
        response: toModelResponse({ calls: script[role][turn] ?? [] }, `${role}-${turn}`),
      };
    },
  };
  return { ...harness, ports: { ...harness.ports, openModel: () => model }, sent };
}

const begin = (harness: RunHarness, ports: RunPorts): RunSession =>
  createRun(ports, { runId: 'r1', request: harness.request(task), workflow: harness.workflow });

/** Drives a session to its end and takes everything it proposes. */
async function drive(session: RunSession): Promise<RunView> {
  session.start();
  const view = await session.settled();
  if (view.awaiting !== 'decision') return view;
  await session.decide(view.changes.map(({ path }) => path));
  return session.settled();
}

/** Cancels the run as soon as the first answer is there. */
function driveAndCancel(session: RunSession): Promise<RunView> {
  session.subscribe(({ type }) => type === 'model.call.end' && session.cancel());
  return drive(session);
}

/** Lets a process begin the run and die behind so many writes; false when it came to the end before that. */
async function beginAndDie(harness: RunHarness, lifetime: number, live = drive): Promise<boolean> {
  const { ports, death, isDead } = createMortalPorts(harness.ports, lifetime);
  const life = (async () => live(begin(harness, ports)))();
  await Promise.race([death, life.catch(() => undefined)]);
  // Its leftovers run into the ports of a dead process; nobody hears of them.
  await life.catch(() => undefined);
  return isDead();
}

describe('a run whose process is killed behind any of its writes', () => {
  it('goes on in the next process, comes to the same end, and pays for no finished answer twice', async () => {
    let lifetime = 0;
    for (let hasDied = true; hasDied; ) {
      lifetime += 1;
      const harness = open();
      const { store } = harness.ports;
      hasDied = await beginAndDie(harness, lifetime);
      const where = `killed behind write ${lifetime}, in ${store.load('r1')?.state}`;
      if (hasDied) {
        const view = await drive(reopenRun(harness.ports, 'r1'));
        assert.equal(view.outcome, 'completed', where);
        assert.deepEqual(
          view.attempts.map(({ verdict }) => verdict.kind),
          ['failed', 'passed'],
          where,
        );
      }
      assert.equal(harness.workspace.files.get('add.py'), 'def add(a, b):\n    return a + b\n', where);
      const lost = store.calls('r1').filter(({ outcome }) => outcome === null).length;
      assert.ok(lost <= 1, where);
      assert.equal(store.calls('r1').length, answersNeeded + lost, where);
      assert.ok(harness.sent.length <= answersNeeded + lost, where);
      assert.equal(harness.sandboxes.alive(), 0, where);
    }
    assert.ok(lifetime > 40, `only ${lifetime} writes`);
  }).timeout(60_000);

  it('stays cancelled once that is recorded, and sends nothing more', async () => {
    let lifetime = 0;
    let cancellings = 0;
    for (let hasDied = true; hasDied; ) {
      lifetime += 1;
      const harness = open();
      hasDied = await beginAndDie(harness, lifetime, driveAndCancel);
      if (!hasDied || harness.ports.store.load('r1')?.state !== 'cancelling') continue;
      cancellings += 1;
      const sent = harness.sent.length;

      const session = reopenRun(harness.ports, 'r1');
      session.start();

      assert.equal((await session.settled()).outcome, 'cancelled');
      assert.equal(harness.sent.length, sent);
    }
    assert.ok(cancellings > 0);
  }).timeout(60_000);
});
