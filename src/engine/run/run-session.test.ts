import assert from 'node:assert/strict';
import { additionHarness, beginRun, edit, files, review, work } from '../../../test/fakes/addition-run.ts';
import type { HarnessParts } from '../../../test/fakes/run-harness.ts';
import { ForgeError } from '../forge-error.ts';

describe('a run session', () => {
  it('waits for a decision once the check is green, and has touched no file by then', async () => {
    const harness = additionHarness([{ calls: [edit('a - b', 'a + b'), work] }]);
    const { session } = beginRun(harness);

    const view = await session.settled();

    assert.equal(view.awaiting, 'decision');
    assert.deepEqual(view.changes, [{ path: 'add.py', kind: 'edited', added: 1, removed: 1 }]);
    assert.equal(harness.workspace.files.get('add.py'), files['add.py']);
    assert.equal(harness.sandboxes.alive(), 0);
  });

  it('writes exactly what was accepted', async () => {
    const harness = additionHarness([
      { calls: [edit('a - b', 'a + b'), ['write_file', { path: 'new.py', content: 'x = 1\n' }], work] },
    ]);
    const { session, events } = beginRun(harness);
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
    const harness = additionHarness([{ calls: [edit('a - b', 'a + b'), work] }]);
    const { session } = beginRun(harness);
    await session.settled();

    await session.decide([]);
    const view = await session.settled();

    assert.equal(view.outcome, 'completed');
    assert.deepEqual(Object.fromEntries(harness.workspace.files), files);
  });

  it('leaves the decision open to whoever accepts what was not proposed', async () => {
    const harness = additionHarness([{ calls: [edit('a - b', 'a + b'), work] }]);
    const { session } = beginRun(harness);
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
    const harness = additionHarness([{ error: refused }, { calls: [edit('a - b', 'a + b'), work] }]);
    const phases = harness.workflow.phases.map(phase =>
      phase.kind === 'plan' ? { ...phase, when: 'always' as const, required: false } : phase,
    );
    const { session, events } = beginRun({ ...harness, workflow: { ...harness.workflow, phases } });

    const view = await session.settled();

    assert.equal(view.awaiting, 'decision');
    assert.equal(view.failure, null);
    assert.equal(view.phases.find(({ id }) => id === 'plan')?.status, 'failed');
    const finished = events.find(event => event.type === 'phase.finished' && event.phase === 'plan');
    assert.ok(finished?.type === 'phase.finished');
    assert.equal(finished.failure?.message, refused.message);
  });

  it('costs a simple task no planner call', async () => {
    const harness = additionHarness([{ calls: [edit('a - b', 'a + b'), work] }]);
    const { session } = beginRun(harness);

    await session.settled();

    assert.equal(harness.models.requests.length, 1);
    assert.match(harness.models.requests[0]?.request.system ?? '', /^You are CodeForge's coder agent\./);
  });

  it('lets the reviewer mend a red check', async () => {
    const harness = additionHarness([
      { calls: [edit('a - b', 'a * b'), work] },
      { calls: [edit('a * b', 'a + b'), review(0.9)] },
    ]);
    const { session } = beginRun(harness);

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
    const harness = additionHarness([
      { calls: [edit('a - b', 'a * b'), work] },
      { calls: [review(0.9)] },
      { calls: [edit('a * b', 'a + b'), work] },
    ]);
    const { session } = beginRun(harness);

    const view = await session.settled();

    assert.equal(view.awaiting, 'decision');
    assert.equal(view.phases.find(({ id }) => id === 'repair')?.status, 'done');
  });

  it('fails after three repairs, the third fresh and on the next tier', async () => {
    const operators = ['*', '/', '%', '//'];
    const repairs = operators.slice(1).map((operator, index) => ({
      calls: [edit(`a ${operators[index]} b`, `a ${operator} b`), review(0.8)],
    }));
    const harness = additionHarness([{ calls: [edit('a - b', 'a * b'), work] }, ...repairs]);
    const { session } = beginRun(harness);

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
    const harness = additionHarness([
      { calls: [edit('a - b', 'a * b'), work] },
      { calls: [edit('a * b', 'a / b'), review(0.8)] },
      { calls: [edit('a / b', 'a % b'), review(0.8)] },
      { calls: [edit('a % b', 'a // b'), review(0.2)] },
    ]);
    const { session } = beginRun(harness);

    const view = await session.settled();

    assert.equal(view.outcome, 'failed');
    assert.equal(view.attempts.length, 3);
    assert.match(view.failure?.message ?? '', /gave up with confidence 0\.2/);
  });

  it('says that a model goes in circles', async () => {
    const list = { calls: [['list_files', {}] as const] };
    const harness = additionHarness([list, list, list, list]);
    const { session } = beginRun(harness);

    const view = await session.settled();

    assert.equal(view.failure?.code, 'agent.stuck');
    assert.match(view.failure?.message ?? '', /called list_files with the same arguments 3 times/);
  });

  it('tells the agent of a file that cannot be read, and goes on', async () => {
    const harness = additionHarness([
      { calls: [['read_file', { path: 'big.bin' }]] },
      { calls: [edit('a - b', 'a + b'), work] },
    ]);
    const { read } = harness.workspace;
    harness.workspace.read = path =>
      path === 'big.bin'
        ? Promise.reject(new ForgeError('workspace.unreadable', 'big.bin is too large. Ignore it.'))
        : read(path);

    const view = await beginRun(harness).session.settled();

    assert.equal(view.awaiting, 'decision');
    assert.match(JSON.stringify(harness.models.requests[1]?.request.messages), /big\.bin is too large/u);
  });

  it('says that a model runs into its output limit', async () => {
    const cutOff = { text: 'I think', stopReason: 'length' } as const;
    const harness = additionHarness([cutOff, cutOff, cutOff]);
    const { session } = beginRun(harness);

    const view = await session.settled();

    assert.equal(view.failure?.code, 'agent.stuck');
    assert.match(view.failure?.message ?? '', /ran into its output limit 3 times in a row/u);
  });

  it('refuses edits outside the workspace, of protected places, and of the check', async () => {
    const forbidden = ['../x.py', '.git/config', '.vscode/settings.json', '/etc/passwd', 'test_add.py'];
    const harness = additionHarness([
      { calls: forbidden.map(path => ['write_file', { path, content: '' }] as const) },
      { calls: [edit('a - b', 'a + b'), work] },
    ]);
    const { session } = beginRun(harness);

    const view = await session.settled();

    const [, second] = harness.models.requests;
    const results = second?.request.messages.at(-1);
    assert.ok(results?.role === 'tool' && results.results.every(({ isError }) => isError));
    assert.deepEqual(
      view.changes.map(({ path }) => path),
      ['add.py'],
    );
  });

  it('keeps the decision open when a file changed meanwhile', async () => {
    const harness = additionHarness([{ calls: [edit('a - b', 'a + b'), work] }]);
    const { session } = beginRun(harness);
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
    const harness = additionHarness([{ calls: [edit('a - b', 'a + b'), work] }]);
    const { session } = beginRun(harness);
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

  it('tells each failure that the untouched workspace shows too', async () => {
    const program: HarnessParts['program'] = () => ({
      exitCode: 1,
      stderr: 'FAIL: test_other (test_add.T.test_other)\n',
    });
    const harness = additionHarness([{ calls: [edit('a - b', 'a + b'), work] }], { program });
    const { session } = beginRun(harness, { limits: { maxRepairs: 0 } });

    const view = await session.settled();

    const verdict = view.attempts[0]?.verdict;
    assert.ok(verdict?.kind === 'failed');
    assert.equal(verdict.knownBefore.length, 1);
    assert.match(view.failure?.message ?? '', /before the change too/);
  });
});
