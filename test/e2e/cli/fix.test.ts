import assert from 'node:assert/strict';
import { startScriptedServer } from '../../servers/scripted-server.ts';
import { finishedEvent } from './support/cli-process.ts';
import { createTestProject, rightSum, wrongSum } from './support/test-project.ts';
import { turnsWithRepairs } from './support/turns.ts';

const embedded = ['--sandbox', 'embedded'];

describe('codeforge fix', () => {
  it('runs the command that fails before it asks a model, and repairs until it succeeds', async () => {
    await using project = await createTestProject();
    await using server = await startScriptedServer('openai', turnsWithRepairs(1));

    const result = await project.run(['fix', 'node check.mjs', ...embedded, '--json', '--apply', 'all'], {
      server,
    });

    const end = finishedEvent(result);
    assert.equal(result.exitCode, 0, result.stderr);
    assert.deepEqual([end.outcome, end.attempts, end.repairs], ['completed', 2, 1]);
    assert.match(
      JSON.stringify(server.requests[0]?.body),
      /fails in the sandbox too[\s\S]*add\(2, 3\) is -1/u,
    );
    assert.deepEqual(await project.files(), { ...wrongSum, 'add.mjs': rightSum });
  });

  it('asks nobody about a command that succeeds', async () => {
    await using project = await createTestProject({ ...wrongSum, 'add.mjs': rightSum });
    await using server = await startScriptedServer('openai', []);

    const result = await project.run(['fix', 'node check.mjs', ...embedded], { server });

    assert.equal(result.exitCode, 0, result.stderr);
    assert.match(result.stdout, /node check\.mjs: it succeeds in the sandbox/u);
    assert.equal(server.requests.length, 0);
  });

  it('takes what was printed from standard input, without the keys in it', async () => {
    await using project = await createTestProject();
    await using server = await startScriptedServer('openai', turnsWithRepairs(0));

    const result = await project.run(
      ['fix', '--error', '-', '--check', 'node check.mjs', ...embedded, '--json', '--apply', 'none'],
      { server, input: 'Error: add(2, 3) is -1\nAPI_KEY=a1b2c3d4e5f6a7b8c9\n' },
    );

    assert.equal(result.exitCode, 0, result.stderr);
    const sent = JSON.stringify(server.requests[0]?.body);
    assert.match(sent, /add\(2, 3\) is -1/u);
    assert.match(sent, /API_KEY=\[masked\]/u);
    assert.doesNotMatch(sent, /a1b2c3d4/u);
  });

  it('says what to name where there is nothing to fix', async () => {
    await using project = await createTestProject();
    const result = await project.run(['fix']);
    assert.equal(result.exitCode, 2);
    assert.match(result.stderr, /nothing to fix\. Name the command that fails/u);
  });
});
