import assert from 'node:assert/strict';
import { startScriptedServer } from '../../servers/scripted-server.ts';
import { finishedEvent } from './support/cli-process.ts';
import { createTestProject } from './support/test-project.ts';
import { turnsWithRepairs } from './support/turns.ts';

const solve = ['solve', 'Fix add', '--sandbox', 'embedded', '--check', 'node check.mjs', '--json'];

describe('--json', () => {
  it('prints nothing but events, each with its run and time, in order', async () => {
    await using project = await createTestProject();
    await using server = await startScriptedServer('openai', turnsWithRepairs(1));

    const result = await project.run(solve, { server });

    const lines = result.stdout.trimEnd().split('\n');
    assert.equal(lines.length, result.events.length);
    assert.equal(result.stderr, '');
    const envelopes = result.events as unknown as readonly { readonly runId: string; readonly at: number }[];
    assert.equal(new Set(envelopes.map(({ runId }) => runId)).size, 1);
    const times = envelopes.map(({ at }) => at);
    assert.deepEqual(
      times,
      times.toSorted((a, b) => a - b),
    );
    const types = result.events.map(({ type }) => type);
    assert.deepEqual([types[0], types.filter(type => type === 'run.finished').length], ['run.started', 1]);
    for (const type of [
      'phase.started',
      'phase.finished',
      'check.chosen',
      'model.call.start',
      'model.call.end',
      'model.text.delta',
      'tool.finished',
      'attempt.started',
      'terminal.chunk',
      'attempt.finished',
      'changes.proposed',
      'changes.decided',
    ]) {
      assert.ok(types.includes(type as (typeof types)[number]), type);
    }
  });

  it('ends with what the run came to', async () => {
    await using project = await createTestProject();
    const usage = { inputTokens: 900, cacheReadTokens: 100, outputTokens: 40, reasoningTokens: 10 };
    const turns = turnsWithRepairs(1).map(turn => ({ ...turn, usage }));
    await using server = await startScriptedServer('openai', turns);

    const end = finishedEvent(await project.run(solve, { server }));

    const { runId: _runId, at: _at, ...facts } = end;
    assert.deepEqual(facts, {
      type: 'run.finished',
      outcome: 'completed',
      attempts: 2,
      repairs: 1,
      costUsd: null,
      usage: {
        modelCalls: 2,
        inputTokens: 1800,
        cacheReadTokens: 200,
        cacheWriteTokens: 0,
        outputTokens: 80,
        reasoningTokens: 20,
      },
      changes: [{ path: 'add.mjs', kind: 'edited', added: 1, removed: 1 }],
      applied: [],
      verdict: 'passed',
      failure: null,
    });
  });

  it('never shows the key', async () => {
    await using project = await createTestProject();
    await using server = await startScriptedServer('openai', [
      {
        fault: {
          kind: 'status',
          status: 401,
          message: 'Incorrect API key provided: sk-scripted-server-key-7f31',
        },
      },
    ]);

    const result = await project.run(solve, { server });

    const end = finishedEvent(result);
    assert.deepEqual(
      [result.exitCode, end.outcome, end.failure?.code],
      [1, 'failed', 'provider.unauthorized'],
    );
    assert.doesNotMatch(result.stdout + result.stderr, /sk-scripted-server/u);
  });
});
