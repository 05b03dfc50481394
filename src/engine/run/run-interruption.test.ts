import assert from 'node:assert/strict';
import { additionHarness, beginRun, edit, files, greenWith, work } from '../../../test/fakes/addition-run.ts';
import { ForgeError } from '../forge-error.ts';
import { reopenRun } from './run-session.ts';

describe('a run that is interrupted', () => {
  it('checks the dollar cap before each call', async () => {
    const harness = additionHarness([{ calls: [edit('a - b', 'a + b'), work] }]);
    const { session } = beginRun(harness, { model: 'openai/gpt-4o', limits: { maxCostUsd: 0.000_001 } });

    const view = await session.settled();

    assert.equal(view.outcome, 'paused');
    assert.equal(view.failure?.code, 'budget.exceeded');
    assert.equal(harness.models.requests.length, 0);
  });

  it('goes on where a cap stopped it once the cap is raised, and pays for nothing twice', async () => {
    const harness = additionHarness([{ calls: [edit('a - b', 'a + b')] }, { calls: [work] }]);
    const { session } = beginRun(harness, { limits: { maxSteps: 1 } });
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
    const harness = additionHarness([
      { error: down },
      { error: down },
      { error: down },
      { error: down },
      { calls: [edit('a - b', 'a + b'), work] },
    ]);
    const { session } = beginRun(harness);
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
    const harness = additionHarness([
      { calls: [edit('a - b', 'a + b')] },
      { error: down },
      { error: down },
      { error: down },
      { error: down },
      { calls: [work] },
    ]);
    const { session, events } = beginRun(harness);
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

  it('ends a check within the cancelling, and leaves no sandbox', async () => {
    const running = Promise.withResolvers<void>();
    const harness = additionHarness([{ calls: [edit('a - b', 'a + b'), work] }], {
      program: () => {
        running.resolve();
        return new Promise(() => {});
      },
    });
    const { session } = beginRun(harness);
    await running.promise;

    await session.cancel();
    const view = await session.settled();

    assert.equal(view.outcome, 'cancelled');
    assert.equal(harness.sandboxes.alive(), 0);
  });

  it('ends what is under way when it is let go, and tells nothing of it afterwards', async () => {
    const running = Promise.withResolvers<void>();
    const harness = additionHarness([{ calls: [edit('a - b', 'a + b'), work] }], {
      program: () => {
        running.resolve();
        return new Promise(() => {});
      },
    });
    const { session, events } = beginRun(harness);
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
    const harness = additionHarness([{ calls: [edit('a - b', 'a + b'), work] }], {
      program: (command, sandboxFiles) => {
        if (harness.sandboxes.commands.length > 1) return greenWith('a + b')(command, sandboxFiles);
        running.resolve();
        return new Promise(() => {});
      },
    });
    const { session } = beginRun(harness);
    await running.promise;
    await session.release();

    const resumed = reopenRun(harness.ports, 'r1');
    resumed.start();
    const view = await resumed.settled();

    assert.equal(view.awaiting, 'decision');
    assert.equal(harness.models.requests.length, 1);
  });

  it('ends with the reason when its record cannot be written, and writes no file without one', async () => {
    const harness = additionHarness([{ calls: [edit('a - b', 'a + b'), work] }]);
    const { session } = beginRun(harness);
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
});
