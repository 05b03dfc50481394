import assert from 'node:assert/strict';
import { containersWith, dockerSandboxes, engine, needDockerEngine } from '../../docker-engine.ts';
import { type DockerProxy, startDockerProxy } from '../../servers/docker-proxy.ts';
import { startScriptedServer } from '../../servers/scripted-server.ts';
import { finishedEvent } from './support/cli-process.ts';
import { createTestProject, rightSum, slowSum, type TestProject } from './support/test-project.ts';
import { solves } from './support/turns.ts';

/** What happens to the engine while the check runs, and what a person is told. */
const faults: Readonly<Record<string, readonly [befall: (proxy: DockerProxy) => unknown, reason: RegExp]>> = {
  dies: [proxy => proxy.die(), /^Docker is not answering at unix:.* Start it, or choose/u],
  'is started again': [proxy => proxy.restart(), /container disappeared.* Resume the run/u],
  hangs: [proxy => proxy.hang(), /^Docker is not answering at unix:.* Start it, or choose/u],
};

describe('codeforge when Docker has a bad day in the middle of a run', function () {
  this.timeout(120_000);
  before(async function () {
    await needDockerEngine(this);
    await dockerSandboxes().prepare('node', {
      signal: new AbortController().signal,
      onProgress: () => undefined,
    });
  });

  const solve = ['solve', 'Fix add', '--sandbox', 'docker', '--json'];
  const environment = (project: TestProject, address: string, server: { env: Record<string, string> }) => ({
    ...project.env(server),
    DOCKER_HOST: address,
  });

  for (const [what, [befall, reason]] of Object.entries(faults)) {
    it(`pauses the run with a reason when the engine ${what}, and goes on with the same change later`, async () => {
      await using project = await createTestProject(slowSum);
      await using server = await startScriptedServer('openai', [solves]);
      await using proxy = await startDockerProxy();
      const env = environment(project, proxy.address, server);
      const check = ['--check', 'node slow.mjs && node check.mjs', '--check-timeout', '20'];
      await using cli = project.start([...solve, ...check], { env });

      await cli.waitFor('checking');
      await befall(proxy);
      const result = await cli.result();
      const end = finishedEvent(result);
      await removeContainersOf(end.runId);
      await project.write('quick', '');
      await using better = await startDockerProxy();
      const resumed = await project.run(['resume', '--sandbox', 'docker', '--json', '--apply', 'all'], {
        env: environment(project, better.address, server),
      });

      assert.deepEqual([end.outcome, end.failure?.code], ['paused', 'sandbox.unavailable'], result.stdout);
      assert.match(end.failure?.message ?? '', reason);
      assert.deepEqual([resumed.exitCode, finishedEvent(resumed).outcome], [0, 'completed'], resumed.stderr);
      assert.equal(await project.read('add.mjs'), rightSum);
      assert.equal(server.requests.length, 1);
    });
  }

  it('pauses the run with a reason when the engine has no disk left', async () => {
    await using project = await createTestProject();
    await using server = await startScriptedServer('openai', [solves]);
    await using proxy = await startDockerProxy();
    proxy.fillDisk();

    const result = await project.run([...solve, '--check', 'node check.mjs'], {
      env: environment(project, proxy.address, server),
    });

    const end = finishedEvent(result);
    assert.deepEqual([end.outcome, end.failure?.code], ['paused', 'sandbox.unavailable'], result.stdout);
    assert.match(end.failure?.message ?? '', /^Docker has no disk space left\. Free some/u);
    assert.deepEqual(await containersWith(`codeforge.run=${end.runId}`), []);
  });
});

/** Those that could not be removed through an engine that was away; most remove themselves just now. */
async function removeContainersOf(runId: string): Promise<void> {
  const left = await containersWith(`codeforge.run=${runId}`);
  await Promise.allSettled(left.map(id => engine.getContainer(id).remove({ force: true })));
}
