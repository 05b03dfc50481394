import assert from 'node:assert/strict';
import { hostname } from 'node:os';
import { containersWith, engine, engineHost, needDockerEngine } from '../../../test/docker-engine.ts';
import { findBelongings } from './belongings.ts';
import { dockerClient } from './docker-client.ts';
import { inspectImage } from './image-choice.ts';
import { pruneBelongings } from './prune-belongings.ts';

describe('what CodeForge has in an engine', function () {
  this.timeout(120_000);
  const ownName = `codeforge-test-${process.pid}`;
  const own = `${ownName}:latest`;
  const somebodysName = `somebodys-${process.pid}`;
  const somebodys = `${somebodysName}:latest`;
  const runId = `test-belongings-${process.pid}`;
  const client = dockerClient(engineHost);

  before(async function () {
    await needDockerEngine(this);
    const empty = await engine.createContainer({
      Image: (await engine.listImages())[0]?.Id ?? '',
      Cmd: ['true'],
      Labels: {
        'codeforge.run': runId,
        'codeforge.owner': `${hostname()}/999999/x`,
      },
    });
    await empty.commit({ repo: ownName, tag: 'latest', changes: `LABEL codeforge.test=${runId}` });
    await engine.getImage(own).tag({ repo: somebodysName, tag: 'latest' });
  });

  after(async () => {
    for (const id of await containersWith(`codeforge.run=${runId}`)) {
      await engine.getContainer(id).remove({ force: true });
    }
    for (const name of [own, somebodys]) {
      if ((await inspectImage(client, name)) !== undefined) await engine.getImage(name).remove();
    }
  });

  it('is found by label and removed, but never an image that somebody has named otherwise', async () => {
    const found = await findBelongings(client);
    const images = found.images.filter(({ name }) => name === own);
    const containers = found.containers.filter(container => container.runId === runId);
    assert.deepEqual(
      images.map(({ kind }) => kind),
      ['other'],
    );
    assert.deepEqual(
      containers.map(({ owner }) => owner),
      ['dead'],
    );
    assert.equal(
      found.images.some(({ name }) => name === somebodys),
      false,
    );

    const pruned = await pruneBelongings(client, { images, containers });

    assert.deepEqual([pruned.images, pruned.containers, pruned.kept], [1, 1, []]);
    assert.equal(await inspectImage(client, own), undefined);
    assert.notEqual(await inspectImage(client, somebodys), undefined);
    assert.deepEqual(await containersWith(`codeforge.run=${runId}`), []);
  });
});
