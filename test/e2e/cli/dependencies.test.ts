import assert from 'node:assert/strict';
import { needDockerEngine, removeImagesSince } from '../../docker-engine.ts';
import { type PackageIndex, servePackages } from '../../packages/package-index.ts';
import { imageWithPip } from '../../packages/package-manager-images.ts';
import { pythonWheel } from '../../packages/python-wheel.ts';
import { startScriptedServer } from '../../servers/scripted-server.ts';
import { finishedEvent } from './support/cli-process.ts';
import { createTestProject, wrongSum } from './support/test-project.ts';
import { solves } from './support/turns.ts';

describe('codeforge with a dev container and a lock file', function () {
  this.timeout(180_000);
  let index: PackageIndex;
  let image: string;
  let startedAt: number;

  before(async function () {
    this.timeout(300_000);
    await needDockerEngine(this);
    startedAt = Date.now();
    index = await servePackages([pythonWheel('codeforge_journey', 7)]);
    image = await imageWithPip();
  });

  after(async () => {
    await index?.[Symbol.asyncDispose]();
    // The first are made on the second.
    await removeImagesSince('codeforge.deps', startedAt);
    await removeImagesSince('codeforge.devcontainer', startedAt);
  });

  it('waits for what is missing, takes approval for it, and goes on without asking a model again', async () => {
    await using project = await createTestProject({
      ...wrongSum,
      '.devcontainer.json': JSON.stringify({ image, containerEnv: { MODE: 'journey' } }),
      'requirements.txt': 'codeforge_journey==1.0\n',
      'check.py':
        "import os, codeforge_journey\nassert 'a + b' in open('add.mjs').read() and os.environ['MODE'] == 'journey'\nprint('all good')\n",
    });
    await using server = await startScriptedServer('openai', [solves]);
    const { DOCKER_HOST: _none, ...bare } = project.env(server);
    const host = process.env['DOCKER_HOST'];
    const env = {
      ...bare,
      ...(host !== undefined && { DOCKER_HOST: host }),
      PIP_INDEX_URL: `${index.url}/simple/`,
      PIP_TRUSTED_HOST: index.host,
    };
    const run = (...args: readonly string[]) => project.run(args, { env });
    const dev = ['--sandbox', 'devcontainer'];

    const unbuilt = await run('solve', 'Fix add', '--check', 'python3 check.py', '--json', ...dev);
    assert.equal(unbuilt.exitCode, 1);
    assert.match(unbuilt.stdout, /has not been built yet.*codeforge sandbox setup --sandbox devcontainer/u);

    const refused = await run('sandbox', 'setup', ...dev);
    assert.deepEqual([refused.exitCode, /Give it with --yes/u.test(refused.stderr)], [2, true]);

    const setup = await run('sandbox', 'setup', '--yes', ...dev);
    assert.equal(setup.exitCode, 0, setup.stderr);
    assert.match(
      setup.stdout,
      /has the dev container of \.devcontainer\.json\.\n.*has the packages of requirements/u,
    );

    const resumed = await run('resume', '--json', '--apply', 'all', ...dev);
    const end = finishedEvent(resumed);
    assert.deepEqual([resumed.exitCode, end.outcome, end.attempts], [0, 'completed', 1]);
    assert.match(resumed.stdout, /"backend":"devcontainer"/u);
  });

  it('stops at a package that nobody has installed, names it, and repairs nothing', async () => {
    await using project = await createTestProject({
      ...wrongSum,
      'requirements.txt': 'codeforge_absent==1.0\n',
      'check.py': 'import codeforge_absent\n',
    });
    await using server = await startScriptedServer('openai', [solves]);
    const args = ['solve', 'Fix add', '--check', 'python3 check.py', '--json', '--sandbox', 'embedded'];

    const result = await project.run(args, { env: project.env(server) });

    assert.equal(result.exitCode, 1);
    const end = finishedEvent(result);
    assert.equal(end.outcome, 'paused');
    assert.match(
      result.stdout,
      /package codeforge_absent is not installed in the sandbox\. requirements\.txt names it/u,
    );
    assert.match(result.stdout, /Start Docker/u);
  });

  it('looks for what is missing before a run, in the sandbox that is chosen by itself', async () => {
    await using project = await createTestProject({
      ...wrongSum,
      'requirements.txt': 'codeforge_absent==1.0\n',
    });
    await using server = await startScriptedServer('openai', [solves]);
    const args = ['solve', 'Fix add', '--check', 'node check.mjs', '--apply', 'all'];

    const result = await project.run(args, { env: project.env(server) });

    assert.equal(result.exitCode, 0, result.stderr);
    assert.match(result.stdout, /packages of requirements\.txt cannot be installed: the embedded sandbox/u);
  });
});
