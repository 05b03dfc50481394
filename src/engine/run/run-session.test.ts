import assert from 'node:assert/strict';
import {
  createRunHarness,
  type HarnessParts,
  type RequestChanges,
  type RunHarness,
} from '../../../test/fakes/run-harness.ts';
import type { ScriptedAnswer } from '../../../test/fakes/scripted-model.ts';
import { ForgeError } from '../forge-error.ts';
import type { RunEventEnvelope } from './run-events.ts';
import { createRun, type RunSession, reopenRun } from './run-session.ts';

const task = 'Make add return the sum';
const files = { 'add.py': 'def add(a, b):\n    return a - b\n', 'test_add.py': 'import unittest\n' };
const edit = (search: string, replace: string) => ['edit_file', { path: 'add.py', search, replace }] as const;
const work = ['submit_work', { summary: 'done' }] as const;
const review = (confidence: number) =>
  [
    'submit_review',
    {
      rootCause: 'wrong operator',
      errorType: 'logic_error',
      fixDescription: 'use +',
      confidence,
      changesMade: '',
    },
  ] as const;

/** Green once the file holds the text; what it prints differs with each content, as a real failure would. */
const greenWith: (wanted: string) => HarnessParts['program'] = wanted => (_, sandboxFiles) => {
  const text = sandboxFiles.get('add.py') ?? '';
  return text.includes(wanted) ? { exitCode: 0 } : { exitCode: 1, stderr: `AssertionError: ${text}\n` };
};

function open(answers: readonly ScriptedAnswer[], parts: Partial<HarnessParts> = {}): RunHarness {
  return createRunHarness({ files, program: greenWith('a + b'), answers, ...parts });
}

function begin(
  harness: RunHarness,
  changes: RequestChanges = {},
): { session: RunSession; events: RunEventEnvelope[] } {
  const events: RunEventEnvelope[] = [];
  const session = createRun(harness.ports, {
    runId: 'r1',
    request: harness.request(task, changes),
    workflow: harness.workflow,
  });
  session.subscribe(event => events.push(event));
  session.start();
  return { session, events };
}

describe('a run session', () => {
  it('waits for a decision once the check is green, and has touched no file by then', async () => {
    const harness = open([{ calls: [edit('a - b', 'a + b'), work] }]);
    const { session } = begin(harness);

    const view = await session.settled();

    assert.equal(view.awaiting, 'decision');
    assert.deepEqual(view.changes, [{ path: 'add.py', kind: 'edited', added: 1, removed: 1 }]);
    assert.equal(harness.workspace.files.get('add.py'), files['add.py']);
    assert.equal(harness.sandboxes.alive(), 0);
  });

  it('writes exactly what was accepted', async () => {
    const harness = open([
      { calls: [edit('a - b', 'a + b'), ['write_file', { path: 'new.py', content: 'x = 1\n' }], work] },
    ]);
    const { session, events } = begin(harness);
    await session.settled();

    await session.decide(['add.py']);
    const view = await session.settled();

    assert.equal(view.outcome, 'completed');
    assert.equal(harness.workspace.files.get('add.py'), 'def add(a, b):\n    return a + b\n');
    assert.equal(harness.workspace.files.has('new.py'), false);
    const decided = events.find(({ type }) => type === 'changes.decided');
    assert.deepEqual(decided && Reflect.get(decided, 'accepted'), ['add.py']);
    assert.equal(events.at(-1)?.type, 'run.finished');
  });

  it('completes without writing anything when everything is rejected', async () => {
    const harness = open([{ calls: [edit('a - b', 'a + b'), work] }]);
    const { session } = begin(harness);
    await session.settled();

    await session.decide([]);
    const view = await session.settled();

    assert.equal(view.outcome, 'completed');
    assert.deepEqual(Object.fromEntries(harness.workspace.files), files);
  });

  it('leaves the decision open to whoever accepts what was not proposed', async () => {
    const harness = open([{ calls: [edit('a - b', 'a + b'), work] }]);
    const { session } = begin(harness);
    await session.settled();

    await assert.rejects(
      session.decide(['add.py', 'test_add.py']),
      /test_add\.py was accepted but not proposed/u,
    );

    assert.equal(session.view().awaiting, 'decision');
    assert.deepEqual(Object.fromEntries(harness.workspace.files), files);
  });

  it('goes on without a phase that is not required, and says why it failed', async () => {
    const refused = new ForgeError('provider.refused', 'No plan. Choose another model.');
    const harness = open([{ error: refused }, { calls: [edit('a - b', 'a + b'), work] }]);
    const phases = harness.workflow.phases.map(phase =>
      phase.kind === 'plan' ? { ...phase, when: 'always' as const, required: false } : phase,
    );
    const { session, events } = begin({ ...harness, workflow: { ...harness.workflow, phases } });

    const view = await session.settled();

    assert.equal(view.awaiting, 'decision');
    assert.equal(view.failure, null);
    assert.equal(view.phases.find(({ id }) => id === 'plan')?.status, 'failed');
    const finished = events.find(event => event.type === 'phase.finished' && event.phase === 'plan');
    assert.ok(finished?.type === 'phase.finished');
    assert.equal(finished.failure?.message, refused.message);
  });

  it('costs a simple task no planner call', async () => {
    const harness = open([{ calls: [edit('a - b', 'a + b'), work] }]);
    const { session } = begin(harness);

    await session.settled();

    assert.equal(harness.models.requests.length, 1);
    assert.match(harness.models.requests[0]?.request.system ?? '', /^You are CodeForge's coder agent\./);
  });

  it('lets the reviewer mend a red check', async () => {
    const harness = open([
      { calls: [edit('a - b', 'a * b'), work] },
      { calls: [edit('a * b', 'a + b'), review(0.9)] },
    ]);
    const { session } = begin(harness);

    const view = await session.settled();

    assert.equal(view.awaiting, 'decision');
    assert.equal(view.repairs, 1);
    assert.equal(view.summary, 'done use +');
    assert.deepEqual(
      view.attempts.map(({ verdict }) => verdict.kind),
      ['failed', 'passed'],
    );
  });

  it('hands a fix that the reviewer only described to the coder', async () => {
    const harness = open([
      { calls: [edit('a - b', 'a * b'), work] },
      { calls: [review(0.9)] },
      { calls: [edit('a * b', 'a + b'), work] },
    ]);
    const { session } = begin(harness);

    const view = await session.settled();

    assert.equal(view.awaiting, 'decision');
    assert.equal(view.phases.find(({ id }) => id === 'repair')?.status, 'done');
  });

  it('fails after three repairs, the third fresh and on the next tier', async () => {
    const operators = ['*', '/', '%', '//'];
    const repairs = operators.slice(1).map((operator, index) => ({
      calls: [edit(`a ${operators[index]} b`, `a ${operator} b`), review(0.8)],
    }));
    const harness = open([{ calls: [edit('a - b', 'a * b'), work] }, ...repairs]);
    const { session } = begin(harness);

    const view = await session.settled();

    assert.equal(view.outcome, 'failed');
    assert.equal(view.failure?.code, 'repairs.exhausted');
    assert.equal(view.attempts.length, 4);
    assert.deepEqual(
      harness.models.requests.map(({ model }) => model),
      ['replay/small', 'replay/small', 'replay/small', 'replay/middle'],
    );
    assert.equal(harness.models.requests[3]?.request.messages.length, 1);
  });

  it('stops early when the reviewer loses confidence after two repairs', async () => {
    const harness = open([
      { calls: [edit('a - b', 'a * b'), work] },
      { calls: [edit('a * b', 'a / b'), review(0.8)] },
      { calls: [edit('a / b', 'a % b'), review(0.8)] },
      { calls: [edit('a % b', 'a // b'), review(0.2)] },
    ]);
    const { session } = begin(harness);

    const view = await session.settled();

    assert.equal(view.outcome, 'failed');
    assert.equal(view.attempts.length, 3);
    assert.match(view.failure?.message ?? '', /gave up with confidence 0\.2/);
  });

  it('checks the dollar cap before each call', async () => {
    const harness = open([{ calls: [edit('a - b', 'a + b'), work] }]);
    const { session } = begin(harness, { model: 'openai/gpt-4o', limits: { maxCostUsd: 0.000_001 } });

    const view = await session.settled();

    assert.equal(view.outcome, 'paused');
    assert.equal(view.failure?.code, 'budget.exceeded');
    assert.equal(harness.models.requests.length, 0);
  });

  it('goes on where a cap stopped it once the cap is raised, and pays for nothing twice', async () => {
    const harness = open([{ calls: [edit('a - b', 'a + b')] }, { calls: [work] }]);
    const { session } = begin(harness, { limits: { maxSteps: 1 } });
    assert.equal((await session.settled()).outcome, 'paused');
    await session.release();

    const again = reopenRun(harness.ports, session.runId, { maxSteps: 5 });
    again.start();
    again.resume();
    const view = await again.settled();

    assert.equal(view.awaiting, 'decision');
    assert.equal(harness.models.requests.length, 2);
  });

  it('pauses on a failure that a later try can cure, and goes on from there', async () => {
    const down = new ForgeError('provider.unreachable', 'The server is down. Try again later.', {
      retryable: true,
    });
    const harness = open([
      { error: down },
      { error: down },
      { error: down },
      { error: down },
      { calls: [edit('a - b', 'a + b'), work] },
    ]);
    const { session } = begin(harness);
    const paused = await session.settled();
    assert.equal(paused.outcome, 'paused');
    assert.equal(paused.failure?.message, down.message);

    await session.resume();
    const view = await session.settled();

    assert.equal(view.awaiting, 'decision');
  });

  it('goes on from a pause with the answers and edits it had, and pays for none of them again', async () => {
    const down = new ForgeError('provider.unreachable', 'The server is down. Try again later.', {
      retryable: true,
    });
    const harness = open([
      { calls: [edit('a - b', 'a + b')] },
      { error: down },
      { error: down },
      { error: down },
      { error: down },
      { calls: [work] },
    ]);
    const { session, events } = begin(harness);
    await session.settled();

    await session.resume();
    const view = await session.settled();

    assert.equal(view.awaiting, 'decision');
    assert.equal(view.changes.length, 1);
    assert.equal(harness.models.requests.length, 6);
    assert.equal(harness.models.requests.at(-1)?.request.messages.length, 3);
    const paused = events.find(event => event.type === 'run.paused');
    assert.equal(paused?.phase, 'code');
  });

  it('says that a model goes in circles', async () => {
    const list = { calls: [['list_files', {}] as const] };
    const harness = open([list, list, list, list]);
    const { session } = begin(harness);

    const view = await session.settled();

    assert.equal(view.failure?.code, 'agent.stuck');
    assert.match(view.failure?.message ?? '', /called list_files with the same arguments 3 times/);
  });

  it('tells the agent of a file that cannot be read, and goes on', async () => {
    const harness = open([
      { calls: [['read_file', { path: 'big.bin' }]] },
      { calls: [edit('a - b', 'a + b'), work] },
    ]);
    const { read } = harness.workspace;
    harness.workspace.read = path =>
      path === 'big.bin'
        ? Promise.reject(new ForgeError('workspace.unreadable', 'big.bin is too large. Ignore it.'))
        : read(path);

    const view = await begin(harness).session.settled();

    assert.equal(view.awaiting, 'decision');
    assert.match(JSON.stringify(harness.models.requests[1]?.request.messages), /big\.bin is too large/u);
  });

  it('says that a model runs into its output limit', async () => {
    const cutOff = { text: 'I think', stopReason: 'length' } as const;
    const harness = open([cutOff, cutOff, cutOff]);
    const { session } = begin(harness);

    const view = await session.settled();

    assert.equal(view.failure?.code, 'agent.stuck');
    assert.match(view.failure?.message ?? '', /ran into its output limit 3 times in a row/u);
  });

  it('refuses edits outside the workspace, of protected places, and of the check', async () => {
    const forbidden = ['../x.py', '.git/config', '.vscode/settings.json', '/etc/passwd', 'test_add.py'];
    const harness = open([
      { calls: forbidden.map(path => ['write_file', { path, content: '' }] as const) },
      { calls: [edit('a - b', 'a + b'), work] },
    ]);
    const { session } = begin(harness);

    const view = await session.settled();

    const [, second] = harness.models.requests;
    const results = second?.request.messages.at(-1);
    assert.ok(results?.role === 'tool' && results.results.every(({ isError }) => isError));
    assert.deepEqual(
      view.changes.map(({ path }) => path),
      ['add.py'],
    );
  });

  it('ends a check within the cancelling, and leaves no sandbox', async () => {
    const running = Promise.withResolvers<void>();
    const harness = open([{ calls: [edit('a - b', 'a + b'), work] }], {
      program: () => {
        running.resolve();
        return new Promise(() => {});
      },
    });
    const { session } = begin(harness);
    await running.promise;

    await session.cancel();
    const view = await session.settled();

    assert.equal(view.outcome, 'cancelled');
    assert.equal(harness.sandboxes.alive(), 0);
  });

  it('keeps the decision open when a file changed meanwhile', async () => {
    const harness = open([{ calls: [edit('a - b', 'a + b'), work] }]);
    const { session } = begin(harness);
    await session.settled();
    harness.workspace.files.set('add.py', 'mine\n');

    await session.decide(['add.py']);
    const view = await session.settled();

    assert.equal(view.awaiting, 'decision');
    assert.equal(view.failure?.code, 'workspace.conflict');
    assert.equal(harness.workspace.files.get('add.py'), 'mine\n');

    await session.decide([]);
    const rejected = await session.settled();

    assert.equal(rejected.outcome, 'completed');
    assert.equal(rejected.failure, null);
  });

  it('keeps the decision open when the disk refuses the files', async () => {
    const harness = open([{ calls: [edit('a - b', 'a + b'), work] }]);
    const { session } = begin(harness);
    await session.settled();
    const { apply } = harness.workspace;
    harness.workspace.apply = () =>
      Promise.reject(new ForgeError('workspace.unreadable', 'The disk is full. Make room and apply again.'));

    await session.decide(['add.py']);
    const refused = await session.settled();

    assert.equal(refused.awaiting, 'decision');
    assert.equal(refused.failure?.code, 'workspace.unreadable');

    harness.workspace.apply = apply;
    await session.decide(['add.py']);
    assert.equal((await session.settled()).outcome, 'completed');
  });

  it('ends what is under way when it is let go, and tells nothing of it afterwards', async () => {
    const running = Promise.withResolvers<void>();
    const harness = open([{ calls: [edit('a - b', 'a + b'), work] }], {
      program: () => {
        running.resolve();
        return new Promise(() => {});
      },
    });
    const { session, events } = begin(harness);
    await running.promise;

    await session.release();

    const told = events.length;
    assert.equal(harness.sandboxes.alive(), 0);
    await session.cancel();
    await session.resume();
    assert.equal(events.length, told);
    assert.equal(harness.ports.store.load('r1')?.state, 'execute');
  });

  it('goes on in another process without paying for a finished call again', async () => {
    const running = Promise.withResolvers<void>();
    const harness = open([{ calls: [edit('a - b', 'a + b'), work] }], {
      program: (command, sandboxFiles) => {
        if (harness.sandboxes.commands.length > 1) return greenWith('a + b')(command, sandboxFiles);
        running.resolve();
        return new Promise(() => {});
      },
    });
    const { session } = begin(harness);
    await running.promise;
    await session.release();

    const resumed = reopenRun(harness.ports, 'r1');
    resumed.start();
    const view = await resumed.settled();

    assert.equal(view.awaiting, 'decision');
    assert.equal(harness.models.requests.length, 1);
  });

  it('ends with the reason when its record cannot be written, and writes no file without one', async () => {
    const harness = open([{ calls: [edit('a - b', 'a + b'), work] }]);
    const { session } = begin(harness);
    await session.settled();
    const full = new ForgeError('workspace.unreadable', 'The disk is full. Make room.');
    harness.ports.store.saveStep = () => {
      throw full;
    };

    await session.decide(['add.py']);

    await assert.rejects(session.settled(), full);
    await session.release();
    await assert.rejects(session.settled(), full);
    assert.equal(harness.workspace.files.get('add.py'), files['add.py']);
  });

  it('tells each failure that the untouched workspace shows too', async () => {
    const program: HarnessParts['program'] = () => ({
      exitCode: 1,
      stderr: 'FAIL: test_other (test_add.T.test_other)\n',
    });
    const harness = open([{ calls: [edit('a - b', 'a + b'), work] }], { program });
    const { session } = begin(harness, { limits: { maxRepairs: 0 } });

    const view = await session.settled();

    const verdict = view.attempts[0]?.verdict;
    assert.ok(verdict?.kind === 'failed');
    assert.equal(verdict.knownBefore.length, 1);
    assert.match(view.failure?.message ?? '', /before the change too/);
  });
});
