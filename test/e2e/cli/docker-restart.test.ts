import assert from 'node:assert/strict';
import { dockerSandboxes, needDockerEngine } from '../../docker-engine.ts';
import {
  needOwnDockerEngine,
  type OwnDockerEngine,
  startOwnDockerEngine,
} from '../../servers/own-docker-engine.ts';
import { startScriptedServer } from '../../servers/scripted-server.ts';
import { finishedEvent } from './support/cli-process.ts';
import { createTestProject, rightSum, slowSum, type TestProject } from './support/test-project.ts';
import { solves } from './support/turns.ts';

describe('codeforge with a Docker engine whose disk is full', function () {
  this.timeout(180_000);
  before(async function () {
    await needDockerEngine(this);
    await needOwnDockerEngine(this);
  });

  it('pauses the run with a reason, and leaves no container', async () => {
    await using engine = await startOwnDockerEngine({ diskMb: 1024 });
    await engine.copyImage('codeforge-sandbox-node:latest');
    await engine.fillDisk();
    await using project = await createTestProject();
    await using server = await startScriptedServer('openai', [solves]);
    const env = environment(project, engine, server);

    const result = await project.run(
      ['solve', 'Fix add', '--sandbox', 'docker', '--json', '--check', 'node check.mjs'],
      { env },
    );

    const end = finishedEvent(result);
    assert.deepEqual([end.outcome, end.failure?.code], ['paused', 'sandbox.unavailable'], result.stdout);
    assert.match(end.failure?.message ?? '', /^Docker has no disk space left\. Free some/u);
    await engine.whenEmpty();
  });
});

describe('codeforge with a Docker engine that is killed', function () {
  this.timeout(180_000);
  let engine: OwnDockerEngine | undefined;

  before(async function () {
    await needDockerEngine(this);
    await needOwnDockerEngine(this);
    await dockerSandboxes().prepare('node', {
      signal: new AbortController().signal,
      onProgress: () => undefined,
    });
    engine = await startOwnDockerEngine();
    await engine.copyImage('codeforge-sandbox-node:latest');
  });

  after(() => engine?.[Symbol.asyncDispose]());

  for (const when of ['at once', 'after the run has paused'] as const) {
    it(`pauses the run with a reason, and goes on when the engine is started ${when}, leaving nothing behind`, async () => {
      assert.ok(engine);
      await using project = await createTestProject(slowSum);
      await using server = await startScriptedServer('openai', [solves]);
      const env = environment(project, engine, server);
      const check = ['--check', 'node slow.mjs && node check.mjs', '--check-timeout', '60'];
      await using cli = project.start(['solve', 'Fix add', '--sandbox', 'docker', '--json', ...check], {
        env,
      });

      await cli.waitFor('checking');
      await engine.kill();
      if (when === 'at once') await engine.start();
      const end = finishedEvent(await cli.result());
      if (when !== 'at once') await engine.start();
      await project.write('quick', '');
      const resume = ['resume', '--sandbox', 'docker', '--json', '--apply', 'all'];
      const resumed = await project.run(resume, { env });

      assert.deepEqual([end.outcome, end.failure?.code], ['paused', 'sandbox.unavailable']);
      assert.match(end.failure?.message ?? '', /^Docker is not answering at unix:|container disappeared/u);
      assert.deepEqual([resumed.exitCode, finishedEvent(resumed).outcome], [0, 'completed'], resumed.stderr);
      assert.equal(await project.read('add.mjs'), rightSum);
      await engine.whenEmpty();
    });
  }
});

function environment(
  project: TestProject,
  engine: OwnDockerEngine,
  server: { readonly env: Record<string, string> },
): Record<string, string> {
  return { ...project.env(server), DOCKER_HOST: engine.address };
}
