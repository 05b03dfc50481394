import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  dockerSandboxes,
  engine,
  engineHost,
  imagesDirectory,
  needDockerEngine,
} from '../../../test/docker-engine.ts';
import { ForgeError } from '../../engine/forge-error.ts';
import { run, signal } from '../contract/trial.contract.ts';
import { buildImage } from './build-image.ts';
import { dockerClient } from './docker-client.ts';
import { chooseImage } from './image-choice.ts';
import { readImageFolder } from './image-folder.ts';
import { isMadeBy } from './image-recipe.ts';
import { runSmokeTest } from './smoke-test.ts';

const languages = ['python', 'node'] as const;

describe('The sandbox images', function () {
  this.timeout(600_000);
  const label = `codeforge.test=${process.pid}`;
  let folder: string;

  before(async function () {
    await needDockerEngine(this);
    for (const language of languages) {
      await dockerSandboxes().prepare(language, { signal: signal(), onProgress: () => {} });
    }
    folder = await mkdtemp(path.join(tmpdir(), 'sandbox-images-'));
    await mkdir(path.join(folder, 'python'));
  });

  after(async () => {
    if (folder === undefined) return;
    await rm(folder, { recursive: true });
    // What failed builds leave in the engine.
    await engine.pruneImages({ filters: { dangling: ['true'], label: [label] } });
  });

  const dockerfile = (text: string) => writeFile(path.join(folder, 'python', 'Dockerfile'), text);

  for (const language of languages) {
    it(`hold what they promise for ${language}`, async () => {
      const { open } = dockerSandboxes();
      const directory = path.join(imagesDirectory, language);

      await runSmokeTest({ open, language, packages: 'core', directory, signal: signal() });
    });
  }

  it('are told to be ready by the probe, with the version of the engine', async () => {
    const status = await dockerSandboxes().probe(signal());

    assert.deepEqual(status.kind === 'available' && status.images, { python: 'ready', node: 'ready' });
    assert.match((status.kind === 'available' && status.version) || '', /^\d+\.\d+/u);
  });

  it('are noticed to be stale when their folder changes', async () => {
    await dockerfile('ARG BASE_IMAGE\nFROM $BASE_IMAGE\n');
    const choice = await chooseImage(realClient(), { imagesDirectory: folder }, 'python');

    assert.notEqual(choice.kind, 'ready');
  });

  it('are noticed to be stale when their base changes', async () => {
    const baseImages = { python: 'codeforge-sandbox-node:latest' };
    const choice = await chooseImage(realClient(), { imagesDirectory, baseImages }, 'python');

    assert.equal(choice.kind, 'buildable');
  });

  it('say in a sentence why they cannot be built, with the last words of the step', async () => {
    await dockerfile(`ARG BASE_IMAGE\nFROM $BASE_IMAGE\nLABEL ${label}\nRUN echo no such luck; exit 3\n`);
    const docker = dockerSandboxes({
      imagesDirectory: folder,
      baseImages: { python: 'codeforge-sandbox-python:latest' },
    });
    const steps: string[] = [];

    await assert.rejects(
      docker.open({ runId: 'x', language: 'python', signal: signal(), onProgress: step => steps.push(step) }),
      isMissing(/could not be built: .*code: 3.*no such luck.*--sandbox embedded/u),
    );
    assert.match(steps.join('\n'), /^Building .* once\.\n.*step 1 of \d\.\n(?:.*\n)*.*step 4 of \d\.$/u);
  });

  it('are built with labels of what they were made of, and then are ready', async () => {
    const tag = `codeforge-test-${process.pid}:latest`;
    await dockerfile('ARG BASE_IMAGE\nFROM $BASE_IMAGE\nENV BUILT=yes\n');
    const source = await readImageFolder(path.join(folder, 'python'));
    assert.ok(source !== undefined);
    const plan = {
      tag,
      base: 'codeforge-sandbox-python:latest',
      baseId: 'sha256:1',
      folder: source,
      recipe: { packages: 'full', source: 'apt', base: null },
      buildArgs: {},
    } as const;
    try {
      const id = await buildImage(realClient(), plan, { signal: signal(), onProgress: () => {} });
      const { Config, Id } = await engine.getImage(tag).inspect();

      assert.equal(Id, id);
      assert.equal(Config.Env.includes('BUILT=yes'), true);
      assert.equal(Config.Labels['codeforge.folder'], source.hash);
      assert.equal(Config.Labels['codeforge.base'], 'sha256:1');
      assert.equal(isMadeBy(plan.recipe, Config.Labels), true);
    } finally {
      await engine.getImage(tag).remove();
    }
  });

  it('stop being built when the signal fires, in the engine too', async () => {
    await dockerfile(`ARG BASE_IMAGE\nFROM $BASE_IMAGE\nLABEL ${label}\nRUN sleep 500\n`);
    const controller = new AbortController();
    const docker = dockerSandboxes({
      imagesDirectory: folder,
      baseImages: { python: 'codeforge-sandbox-python:latest' },
    });
    const events = await engine.getEvents({
      filters: { type: ['container'], event: ['start'], label: [label] },
    });
    // The step is announced before its container runs.
    events.once('data', () => controller.abort());
    const preparing = docker.prepare('python', { signal: controller.signal, onProgress: () => {} });

    await assert.rejects(preparing, { name: 'AbortError' });
    const left = await engine.listContainers({ all: true, filters: { label: [label] } });
    await Promise.all(left.map(({ Id }) => engine.getContainer(Id).wait({ condition: 'removed' })));
    assert.deepEqual(await engine.listContainers({ all: true, filters: { label: [label] } }), []);
    if ('destroy' in events && typeof events.destroy === 'function') events.destroy();
  });

  it('are refused when the one that was asked for is not there', async () => {
    const docker = dockerSandboxes({ image: 'no-such-image:1' });

    await assert.rejects(
      docker.open({ runId: 'x', language: 'node', signal: signal() }),
      isMissing(/^The sandbox image no-such-image:1 is not on this machine\. .*docker pull/u),
    );
  });

  it('may be any image of the user', async () => {
    const docker = dockerSandboxes({ image: 'codeforge-sandbox-node:latest' });
    await using sandbox = await docker.open({ runId: 'test-images', language: 'python', signal: signal() });

    assert.match((await run(sandbox, 'node --version')).stdout, /^v\d/u);
  });
});

function realClient() {
  return dockerClient(engineHost);
}

function isMissing(pattern: RegExp): (error: unknown) => boolean {
  return error =>
    error instanceof ForgeError && error.code === 'sandbox.image-missing' && pattern.test(error.message);
}
