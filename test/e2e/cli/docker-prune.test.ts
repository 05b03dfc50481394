import assert from 'node:assert/strict';
import { hostname } from 'node:os';
import { needDockerEngine } from '../../docker-engine.ts';
import {
  needOwnDockerEngine,
  type OwnDockerEngine,
  startOwnDockerEngine,
} from '../../servers/own-docker-engine.ts';
import { runInTerminal } from './support/run-in-terminal.ts';
import { createTestProject, type TestProject } from './support/test-project.ts';

const image = 'codeforge-sandbox-node:latest';
const stranger = 'somebodys:latest';

describe('codeforge sandbox prune', function () {
  this.timeout(60_000);
  // One of its own: pruning takes everything.
  let engine: OwnDockerEngine;
  let project: TestProject;
  let env: Readonly<Record<string, string>>;
  let leftover: string;
  let held: string;

  before(async function () {
    await needDockerEngine(this);
    await needOwnDockerEngine(this);
    engine = await startOwnDockerEngine();
    project = await createTestProject();
    env = { ...project.env(), DOCKER_HOST: engine.address };
  });

  after(async () => {
    await project?.[Symbol.asyncDispose]();
    await engine?.[Symbol.asyncDispose]();
  });

  beforeEach(async () => {
    await importImage(engine, { name: image, label: 'codeforge.folder=test' });
    await importImage(engine, { name: stranger, label: 'somebodys=own' });
    leftover = await createContainer(engine, `${hostname()}/999999/x`);
    held = await createContainer(engine, `${hostname()}/${process.pid}/unknown`);
  });

  afterEach(async () => {
    const containers = await engine.docker.listContainers({ all: true });
    await Promise.all(containers.map(({ Id }) => engine.docker.getContainer(Id).remove({ force: true })));
    const images = await engine.docker.listImages();
    await Promise.all(images.map(({ Id }) => engine.docker.getImage(Id).remove({ force: true })));
  });

  const askedAnd = (key: string) =>
    runInTerminal(['sandbox', 'prune'], { env, cwd: project.workspace, at: 'Remove this?', type: key });

  it('lists what would go, and removes nothing where nobody can be asked', async () => {
    const result = await project.run(['sandbox', 'prune'], { env });

    assert.equal(result.exitCode, 2);
    assert.match(result.stdout, /^image {6}codeforge-sandbox-node:latest {2}/mu);
    assert.equal(result.stdout.includes(`container  ${leftover.slice(0, 12)}, left by run abandoned`), true);
    assert.equal(result.stdout.includes(held.slice(0, 12)), false);
    assert.match(result.stderr, /There is no terminal to ask on\. Say --yes/u);
    assert.deepEqual(await namesIn(engine), [image, stranger]);
  });

  for (const [answer, key] of [
    ['is no', 'n'],
    ['never comes, as the question is cancelled', '\u001B'],
  ] as const) {
    it(`removes nothing when the answer ${answer}`, async () => {
      const seen = await askedAnd(key);

      assert.match(seen, /Nothing was removed\./u);
      assert.deepEqual(await namesIn(engine), [image, stranger]);
      assert.deepEqual(await containersIn(engine), [leftover, held].toSorted());
    });
  }

  it('removes what it has listed, and nothing of others, when the answer is yes', async () => {
    const seen = await askedAnd('y');

    assert.match(seen, /✔ Removed 1 image and 1 container: .* free again\./u);
    assert.deepEqual(await namesIn(engine), [stranger]);
    assert.deepEqual(await containersIn(engine), [held]);
  });

  it('does not ask with --yes', async () => {
    const result = await project.run(['sandbox', 'prune', '--yes'], { env });

    assert.equal(result.exitCode, 0, result.stderr);
    assert.match(result.stdout, /✔ Removed 1 image and 1 container/u);
    assert.deepEqual(await namesIn(engine), [stranger]);
    assert.deepEqual(await containersIn(engine), [held]);
  });

  it('says so where there is nothing to remove', async () => {
    await engine.docker.getContainer(leftover).remove();
    await engine.docker.getImage(image).remove();

    const result = await project.run(['sandbox', 'prune'], { env });

    assert.deepEqual([result.exitCode, result.stdout], [0, 'There is nothing of CodeForge to remove.\n']);
  });
});

/** With nothing in it but two blocks of zeros, the end of an archive. */
async function importImage({ docker }: OwnDockerEngine, { name, label }: { name: string; label: string }) {
  const [repo, tag] = name.split(':');
  const imported = await docker.importImage(Buffer.alloc(1024) as never, {
    repo,
    tag,
    changes: `LABEL ${label}`,
  });
  for await (const _line of imported);
}

async function createContainer({ docker }: OwnDockerEngine, owner: string): Promise<string> {
  const labels = { 'codeforge.run': 'abandoned', 'codeforge.owner': owner };
  const { id } = await docker.createContainer({ Image: stranger, Cmd: ['true'], Labels: labels });
  return id;
}

async function namesIn({ docker }: OwnDockerEngine): Promise<readonly string[]> {
  return (await docker.listImages()).flatMap(({ RepoTags }) => RepoTags ?? []).toSorted();
}

async function containersIn({ docker }: OwnDockerEngine): Promise<readonly string[]> {
  return (await docker.listContainers({ all: true })).map(({ Id }) => Id).toSorted();
}
