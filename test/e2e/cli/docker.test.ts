import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { createDockerSandboxes } from '../../../src/sandbox/docker/docker-sandboxes.ts';
import { skipWithout } from '../../missing-component.ts';
import { startScriptedServer } from '../../servers/scripted-server.ts';
import { finishedEvent } from './support/cli-process.ts';
import { createTestProject, rightSum, type TestProject, wrongSum } from './support/test-project.ts';
import { solves, turnsWithRepairs } from './support/turns.ts';

const loop = { ...wrongSum, 'loop.mjs': "console.log('looping');\nfor (;;);\n" };

function withDocker(project: TestProject, server: { readonly env: Readonly<Record<string, string>> }) {
  const { DOCKER_HOST: _none, ...env } = project.env(server);
  const host = process.env['DOCKER_HOST'];
  return { ...env, ...(host !== undefined && { DOCKER_HOST: host }) };
}

/** Containers of a run, running or not. */
async function containersOf(runId: string): Promise<readonly string[]> {
  const { stdout } = await promisify(execFile)('docker', [
    'ps',
    '-aq',
    '--filter',
    `label=codeforge.run=${runId}`,
  ]);
  return stdout.split('\n').filter(line => line !== '');
}

function runIdIn(stdout: string): string {
  return /"runId":"(\w+)"/u.exec(stdout)?.[1] ?? '';
}

describe('codeforge with Docker', () => {
  before(async function () {
    this.timeout(300_000);
    const docker = createDockerSandboxes({ imagesDirectory: 'sandbox-images' });
    const { signal } = new AbortController();
    const status = await docker.probe(signal);
    if (status.kind === 'unavailable') return skipWithout(this, 'Docker engine');
    if (status.images.node === 'missing' || status.images.node === 'downloadable') {
      return skipWithout(this, 'base image for the Docker sandbox');
    }
    return docker.prepare('node', { signal, onProgress: () => undefined });
  });

  it('takes Docker by itself, repairs, and leaves no container', async () => {
    await using project = await createTestProject();
    await using server = await startScriptedServer('anthropic', turnsWithRepairs(1));

    const args = ['solve', 'Fix add', '--check', 'node check.mjs', '--json', '--apply', 'all'];
    const result = await project.run(args, { env: withDocker(project, server) });

    const end = finishedEvent(result);
    assert.deepEqual([result.exitCode, end.outcome, end.attempts], [0, 'completed', 2]);
    assert.match(result.stdout, /"backend":"docker"/u);
    assert.equal(await project.read('add.mjs'), rightSum);
    assert.deepEqual(await containersOf(end.runId), []);
  });

  it('ends a check that would never end at Ctrl-C, and leaves no container', async () => {
    await using project = await createTestProject(loop);
    await using server = await startScriptedServer('openai', [solves]);
    const args = ['solve', 'Fix add', '--sandbox', 'docker', '--check', 'node loop.mjs', '--json'];
    await using cli = project.start(args, { env: withDocker(project, server) });

    await cli.waitFor('looping');
    cli.signal('SIGINT');
    const result = await cli.result();

    assert.deepEqual([result.exitCode, finishedEvent(result).outcome], [130, 'cancelled']);
    assert.deepEqual(await containersOf(runIdIn(result.stdout)), []);
  });

  it('finds and removes what a killed process left behind', async () => {
    await using project = await createTestProject(loop);
    await using server = await startScriptedServer('openai', [solves]);
    const env = withDocker(project, server);
    const args = ['solve', 'Fix add', '--sandbox', 'docker', '--check', 'node loop.mjs', '--json'];
    await using cli = project.start(args, { env });
    await cli.waitFor('looping');
    cli.signal('SIGKILL');
    const runId = runIdIn((await cli.result()).stdout);
    assert.equal((await containersOf(runId)).length, 1);

    await using resumed = project.start(['resume', '--sandbox', 'docker', '--json'], { env });
    await resumed.waitFor('looping');
    resumed.signal('SIGINT');
    const result = await resumed.result();

    assert.equal(result.exitCode, 130);
    assert.deepEqual(await containersOf(runId), []);
  });
});
