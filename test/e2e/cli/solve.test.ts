import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { startScriptedServer, type WireName } from '../../servers/scripted-server.ts';
import { finishedEvent } from './support/cli-process.ts';
import { createTestProject, rightSum, wrongSum } from './support/test-project.ts';
import { evaluates, mends, missesWith, turnsWithRepairs } from './support/turns.ts';

const task = 'Fix add';
const check = ['--sandbox', 'embedded', '--check', 'node check.mjs'];

describe('codeforge solve', () => {
  for (const wire of ['openai', 'anthropic', 'ollama'] satisfies WireName[]) {
    for (const repairs of [0, 1, 3]) {
      it(`solves a task with ${repairs} repairs over the wire format of ${wire}`, async () => {
        await using project = await createTestProject();
        await using server = await startScriptedServer(wire, turnsWithRepairs(repairs));

        const result = await project.run(['solve', task, ...check, '--json', '--apply', 'all'], { server });

        const end = finishedEvent(result);
        assert.equal(result.exitCode, 0, result.stderr);
        assert.deepEqual(
          [end.outcome, end.verdict, end.attempts, end.repairs, end.usage.modelCalls],
          ['completed', 'passed', repairs + 1, repairs, repairs + 1],
        );
        assert.equal(server.requests.length, repairs + 1);
        assert.deepEqual(await project.files(), { ...wrongSum, 'add.mjs': rightSum });
      });
    }
  }

  it('shows what is worth a look in a change that ran green', async () => {
    await using project = await createTestProject();
    await using server = await startScriptedServer('openai', [evaluates]);

    const result = await project.run(['solve', task, ...check, '--apply', 'none'], { server });

    assert.equal(result.exitCode, 0, result.stderr);
    assert.match(result.stdout, /Worth a look\n.*add\.mjs:2 reaches for code that nobody sees here: eval\./u);
  });

  it('does not run such a change where the soft check blocks it', async () => {
    await using project = await createTestProject();
    await using server = await startScriptedServer('openai', [evaluates]);

    const result = await project.run(['solve', task, ...check, '--soft-check', 'block', '--json'], {
      server,
    });

    const end = finishedEvent(result);
    assert.equal(result.exitCode, 1);
    assert.deepEqual([end.outcome, end.failure?.code, end.attempts], ['failed', 'change.blocked', 0]);
    assert.match(end.failure?.message ?? '', /add\.mjs:2 .*eval.*--soft-check/u);
  });

  it('saves what each attempt of the check has made, where it is told to', async () => {
    await using project = await createTestProject();
    await using server = await startScriptedServer('openai', turnsWithRepairs(1));
    const artifacts = path.join(project.root, 'artifacts');
    const writing = `node -e "require('fs').writeFileSync('report.txt', 'seen')" && node check.mjs`;

    const result = await project.run(
      [
        'solve',
        task,
        '--sandbox',
        'embedded',
        '--check',
        writing,
        '--artifacts',
        artifacts,
        '--apply',
        'none',
      ],
      { server },
    );
    const saved = await readdir(artifacts, { recursive: true });

    assert.equal(result.exitCode, 0, result.stderr);
    assert.deepEqual(saved.sort(), [
      'attempt-1',
      'attempt-1/report.txt',
      'attempt-2',
      'attempt-2/report.txt',
    ]);
    assert.match(result.stdout, /Saved 1 artifact in .*attempt-2\./u);
    assert.deepEqual(await project.files(), wrongSum);
  });

  it('stops when the reviewer has lost confidence after two repairs', async () => {
    await using project = await createTestProject();
    const turns = [missesWith('*'), mends('*', '/'), mends('/', '%'), mends('%', '**', 0.1)];
    await using server = await startScriptedServer('openai', turns);

    const result = await project.run(['solve', task, ...check, '--json', '--apply', 'all'], { server });

    const end = finishedEvent(result);
    assert.equal(result.exitCode, 1);
    assert.deepEqual([end.outcome, end.failure?.code, end.attempts], ['failed', 'repairs.exhausted', 3]);
    assert.match(end.failure?.message ?? '', /confidence 0\.1/u);
    assert.deepEqual(await project.files(), wrongSum);
  });

  it('stops after as many repairs as it may make', async () => {
    await using project = await createTestProject();
    await using server = await startScriptedServer('openai', [missesWith('*'), mends('*', '/')]);

    const result = await project.run(['solve', task, ...check, '--max-repairs', '1', '--json'], { server });

    const end = finishedEvent(result);
    assert.equal(result.exitCode, 1);
    assert.deepEqual([end.outcome, end.failure?.code, end.repairs], ['failed', 'repairs.exhausted', 1]);
    assert.equal(server.requests.length, 2);
  });

  for (const cap of [
    ['--max-cost', '0.0001'],
    ['--max-tokens', '500'],
  ]) {
    it(`sends no call that could exceed ${cap.join(' ')}`, async () => {
      await using project = await createTestProject();
      await using server = await startScriptedServer('openai', turnsWithRepairs(0));

      const result = await project.run(['solve', task, ...check, ...cap, '--json'], { server });

      const end = finishedEvent(result);
      assert.equal(result.exitCode, 1);
      assert.deepEqual([end.outcome, end.failure?.code], ['paused', 'budget.exceeded']);
      assert.equal(server.requests.length, 0);
    });
  }

  it('pauses when the provider is down, keeps what was done, and goes on when it is back', async () => {
    await using project = await createTestProject();
    const refusal = { fault: { kind: 'status', status: 503, headers: { 'retry-after': '0' } } } as const;
    const refusals = [refusal, refusal, refusal, refusal];
    await using server = await startScriptedServer('openai', [...refusals, ...turnsWithRepairs(0)]);

    const paused = await project.run(['solve', task, ...check, '--json'], { server });
    const resumed = await project.run(['resume', '--sandbox', 'embedded', '--json', '--apply', 'all'], {
      server,
    });

    assert.deepEqual([paused.exitCode, finishedEvent(paused).outcome], [1, 'paused']);
    assert.deepEqual([resumed.exitCode, finishedEvent(resumed).outcome], [0, 'completed']);
    assert.equal(await project.read('add.mjs'), rightSum);
  });

  it('obeys the limits that it is resumed with', async () => {
    await using project = await createTestProject();
    const refusal = { fault: { kind: 'status', status: 503, headers: { 'retry-after': '0' } } } as const;
    await using server = await startScriptedServer('openai', [refusal, refusal, refusal, refusal]);
    await project.run(['solve', task, ...check, '--json'], { server });

    const resumed = await project.run(['resume', '--sandbox', 'embedded', '--max-tokens', '500', '--json'], {
      server,
    });

    const end = finishedEvent(resumed);
    assert.deepEqual([resumed.exitCode, end.outcome, end.failure?.code], [1, 'paused', 'budget.exceeded']);
    assert.equal(server.requests.length, 4);
  });
});
