import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { startScriptedServer, type WireName } from '../../servers/scripted-server.ts';
import { finishedEvent } from './support/cli-process.ts';
import { processesNaming } from './support/leftovers.ts';
import { createTestProject, wrongSum } from './support/test-project.ts';
import { solves } from './support/turns.ts';

const embedded = ['--sandbox', 'embedded'];

describe('Ctrl-C', () => {
  for (const wire of ['openai', 'anthropic', 'ollama'] satisfies WireName[]) {
    it(`ends an answer of ${wire} in the middle of its stream`, async () => {
      await using project = await createTestProject();
      await using server = await startScriptedServer(wire, [
        { ...solves, text: 'I think about it for a while.', fault: { kind: 'stall', afterEvents: 4 } },
      ]);
      await using cli = project.start(
        ['solve', 'Fix add', ...embedded, '--check', 'node check.mjs', '--json'],
        { server },
      );

      await cli.waitFor('model.text.delta');
      cli.signal('SIGINT');
      const result = await cli.result();

      assert.equal(result.exitCode, 130);
      assert.deepEqual([finishedEvent(result).outcome, finishedEvent(result).failure], ['cancelled', null]);
      assert.equal(await server.requests[0]?.answered, false);
      assert.deepEqual(await project.files(), wrongSum);
    });
  }

  it('ends a check that would never end, and leaves nothing of its sandbox', async () => {
    await using project = await createTestProject({
      ...wrongSum,
      'loop.mjs': "console.log('looping');\nfor (;;);\n",
    });
    await using server = await startScriptedServer('openai', [solves]);
    const args = ['solve', 'Fix add', ...embedded, '--check', 'node loop.mjs', '--json'];
    await using cli = project.start(args, { server });

    await cli.waitFor('looping');
    cli.signal('SIGINT');
    const result = await cli.result();

    assert.equal(result.exitCode, 130);
    assert.equal(finishedEvent(result).outcome, 'cancelled');
    assert.deepEqual(await processesNaming(project.root), []);
  });

  it('ends the process at once when it comes again', async () => {
    await using project = await createTestProject();
    await using server = await startScriptedServer('openai', [
      { ...solves, fault: { kind: 'stall', afterEvents: 1 } },
    ]);
    await using cli = project.start(['solve', 'Fix add', ...embedded, '--json'], { server });

    await server.waitForRequests(1);
    cli.signal('SIGINT');
    cli.signal('SIGINT');

    assert.equal((await cli.result()).exitCode, 130);
  });

  it('leaves a run in the history that says it was cancelled', async () => {
    await using project = await createTestProject();
    await using server = await startScriptedServer('openai', [
      { ...solves, fault: { kind: 'stall', afterEvents: 1 } },
    ]);
    await using cli = project.start(['solve', 'Fix add', ...embedded], { server });
    await server.waitForRequests(1);
    cli.signal('SIGINT');
    await cli.result();

    const history = await project.run(['history', '--json']);

    const [run] = history.events as unknown as readonly { readonly outcome: string }[];
    assert.equal(run?.outcome, 'cancelled');
  });
});

describe('a request to terminate', () => {
  it('lets go of the run, which can then be resumed, with its artifacts where they are asked for', async () => {
    await using project = await createTestProject();
    const artifacts = path.join(project.root, 'artifacts');
    const writing = `node -e "require('fs').writeFileSync('report.txt', 'seen')" && node check.mjs`;
    const stalled = { ...solves, fault: { kind: 'stall', afterEvents: 1 } } as const;
    await using server = await startScriptedServer('openai', [stalled, solves]);
    const options = [...embedded, '--json', '--apply', 'all'];
    await using cli = project.start(['solve', 'Fix add', '--check', writing, ...options], { server });
    await server.waitForRequests(1);
    cli.signal('SIGTERM');
    const ended = await cli.result();

    const resumed = await project.run(['resume', '--artifacts', artifacts, ...options], { server });

    assert.deepEqual([ended.exitCode, finishedEvent(ended).outcome], [143, 'paused']);
    assert.deepEqual([resumed.exitCode, finishedEvent(resumed).outcome], [0, 'completed']);
    assert.deepEqual(await readdir(artifacts, { recursive: true }), ['attempt-1', 'attempt-1/report.txt']);
    assert.deepEqual(Object.keys(await project.files()).sort(), ['add.mjs', 'check.mjs']);
  });
});

describe('a reader that leaves', () => {
  it('ends the run with its sandbox, and the run can be resumed', async () => {
    await using project = await createTestProject({
      ...wrongSum,
      'ticks.mjs': "setInterval(() => console.log('tick'), 10);\n",
    });
    await using server = await startScriptedServer('openai', [solves]);
    const args = ['solve', 'Fix add', ...embedded, '--check', 'node ticks.mjs', '--json'];
    await using cli = project.start(args, { server });

    await cli.waitFor('tick');
    cli.stopReading();
    const { exitCode, stderr } = await cli.result();

    assert.deepEqual([exitCode, stderr], [1, '']);
    assert.deepEqual(await processesNaming(project.root), []);
    const history = await project.run(['history', '--json']);
    const [run] = history.events as unknown as readonly { readonly outcome: string | null }[];
    assert.equal(run?.outcome, null);
  });
});
