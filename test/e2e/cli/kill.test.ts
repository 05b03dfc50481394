import assert from 'node:assert/strict';
import { startScriptedServer } from '../../servers/scripted-server.ts';
import { finishedEvent } from './support/cli-process.ts';
import { byConversation, roleAndTurn } from './support/conversation-script.ts';
import { processesNaming } from './support/leftovers.ts';
import { createTestProject, rightSum, wrongSum } from './support/test-project.ts';
import { call, edit, solves, submitReview, submitWork } from './support/turns.ts';

/** Says enough of the words that ask for a plan. */
const task = 'Implement the feature: add must add. It is tested by check.mjs, an async end-to-end check.';
const options = ['--sandbox', 'embedded', '--json', '--apply', 'all'];

/**
 * Goes through every phase: the plan in two calls, the code in two, a red check, a review that only describes the
 * fix, the repair, and a green check.
 */
const script = byConversation({
  planner: [
    { toolCalls: [call('read_file', { path: 'add.mjs' })] },
    {
      toolCalls: [
        call('submit_plan', {
          subtasks: [{ id: 1, description: 'Add.', dependencies: [], complexity: 'simple' }],
          reasoning: 'It subtracts.',
        }),
      ],
    },
  ],
  coder: [
    { text: 'I look first.', toolCalls: [call('read_file', { path: 'add.mjs' })] },
    { text: 'I try something.', toolCalls: [edit('  return a - b;\n', '  return a * b;\n'), submitWork] },
    { toolCalls: [edit('  return a * b;\n', '  return a + b;\n'), submitWork] },
  ],
  reviewer: [
    { toolCalls: [call('read_file', { path: 'add.mjs' }), submitReview({ fixDescription: 'use +' })] },
  ],
});

/** All model calls of an undisturbed run. */
const allCalls = ['planner 1', 'planner 2', 'coder 1', 'coder 2', 'reviewer 1', 'coder 3'];

/** Where the process dies: right after the first line of output that matches. */
const deaths: readonly (readonly [where: string, at: RegExp])[] = [
  ['before anything', /"run\.started"/u],
  ['in prepare', /"phase\.started","phase":"prepare"/u],
  ['when the check is chosen', /"check\.chosen"/u],
  ['at the start of plan', /"phase\.started","phase":"plan"/u],
  ['after a call of plan', /"model\.call\.end","phase":"plan"/u],
  ['between the tools of code', /"tool\.finished","phase":"code".*"edit_file"/u],
  ['after a call of code', /"model\.call\.end","phase":"code"/u],
  ['at the end of code', /"phase\.finished","phase":"code"/u],
  ['before the check runs', /"attempt\.started"/u],
  ['after the check has run', /"attempt\.finished"/u],
  ['in review', /"tool\.finished","phase":"review"/u],
  ['at the start of repair', /"phase\.started","phase":"repair"/u],
  ['between the tools of repair', /"tool\.finished","phase":"repair"/u],
  ['before the second check', /"attempt\.started","attempt":2/u],
  ['at the decision', /"changes\.proposed"/u],
  ['before applying', /"phase\.started","phase":"apply"/u],
];

describe('a run whose process is killed', () => {
  for (const [where, killAt] of deaths) {
    it(`${where} is resumed without paying twice for a finished call`, async () => {
      await using project = await createTestProject();
      await using server = await startScriptedServer('openai', script);
      const killed = await project.run(['solve', task, '--check', 'node check.mjs', ...options], {
        server,
        killAt,
      });
      assert.equal(killed.exitCode, null, `nothing matched ${killAt.source}:\n${killed.stdout.slice(-500)}`);

      const resumed = await project.run(['resume', ...options], { server });

      const end = finishedEvent(resumed);
      assert.deepEqual([resumed.exitCode, end.outcome, end.attempts], [0, 'completed', 2], resumed.stderr);
      assert.deepEqual(server.requests.map(roleAndTurn), allCalls);
      assert.equal(end.usage.modelCalls, allCalls.length);
      assert.deepEqual(await project.files(), { ...wrongSum, 'add.mjs': rightSum });
      assert.deepEqual(await processesNaming(project.root), []);
    });
  }

  it('in the middle of an answer asks for that answer once more, and counts both calls', async () => {
    await using project = await createTestProject();
    const stalled = {
      ...solves,
      text: 'I think about it.',
      fault: { kind: 'stall', afterEvents: 4 },
    } as const;
    await using server = await startScriptedServer('openai', [stalled, solves]);
    const args = ['solve', 'Fix add', '--check', 'node check.mjs', ...options];
    const killed = await project.run(args, { server, killAt: /model\.text\.delta/u });

    const resumed = await project.run(['resume', ...options], { server });

    const end = finishedEvent(resumed);
    assert.deepEqual([killed.exitCode, resumed.exitCode, end.outcome], [null, 0, 'completed']);
    assert.deepEqual([server.requests.length, end.usage.modelCalls], [2, 2]);
  });

  it('while the check runs has its programs ended by the next start', async () => {
    await using project = await createTestProject({
      ...wrongSum,
      'wait.mjs': "import { add } from './add.mjs';\nconsole.log('waiting');\nwhile (add(2, 3) === 6);\n",
    });
    await using server = await startScriptedServer('openai', script);
    const args = ['solve', task, '--check', 'node wait.mjs', ...options];
    await using cli = project.start(args, { server });
    await cli.waitFor('waiting');
    cli.signal('SIGKILL');
    await cli.result();

    const resuming = project.start(['resume', ...options], { server });
    await resuming.waitFor('waiting');
    resuming.signal('SIGINT');
    const result = await resuming.result();

    assert.equal(result.exitCode, 130);
    assert.deepEqual(await processesNaming(project.root), []);
  });
});
