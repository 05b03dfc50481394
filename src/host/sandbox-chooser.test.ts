import assert from 'node:assert/strict';
import { createFakeSandboxes } from '../../test/fakes/fake-sandbox.ts';
import { ForgeError } from '../engine/forge-error.ts';
import type { OpenSandbox } from '../engine/ports/sandbox.ts';
import type { DockerStatus } from '../sandbox/docker/probe-docker.ts';
import { createSandboxChooser, type SandboxBackends } from './sandbox-chooser.ts';

const signal = new AbortController().signal;
const address = 'unix:///x.sock';
const ready: DockerStatus = {
  kind: 'available',
  address,
  engine: 'Docker',
  version: '27.1',
  images: { python: 'ready', node: 'ready' },
};
const dead: DockerStatus = {
  kind: 'unavailable',
  address,
  reason: 'Docker is not answering at unix:///x.sock. Start it.',
};

interface Opened {
  readonly backends: SandboxBackends;
  /** Backends that opened a sandbox, in order. */
  readonly opened: string[];
  probes: number;
}

function backends(status: DockerStatus, dockerFailure?: Error): Opened {
  const fakes = createFakeSandboxes(() => ({}));
  const opened: string[] = [];
  const openAs =
    (name: string): OpenSandbox =>
    options => {
      opened.push(name);
      return fakes.open(options);
    };
  const state: Opened = {
    opened,
    probes: 0,
    backends: {
      embedded: async () => ({ open: openAs('embedded') }),
      docker: async () => ({
        open: dockerFailure === undefined ? openAs('docker') : () => Promise.reject(dockerFailure),
        probe: async () => {
          state.probes += 1;
          return status;
        },
        hasInstalled: async () => false,
        install: async () => {},
      }),
    },
  };
  return state;
}

function open(openSandbox: OpenSandbox, told: string[] = []): Promise<unknown> {
  return openSandbox({ runId: 'r1', language: 'python', signal, onProgress: message => told.push(message) });
}

describe('choosing a sandbox', () => {
  it('says retryably that Docker is needed and does not answer, before anything is opened', async () => {
    const state = backends(dead);
    await assert.rejects(
      createSandboxChooser('docker', state.backends).need(signal),
      (error: unknown) =>
        error instanceof ForgeError && error.code === 'sandbox.unavailable' && error.retryable,
    );
    await assert.doesNotReject(createSandboxChooser('auto', state.backends).need(signal));
    await assert.doesNotReject(createSandboxChooser('docker', backends(ready).backends).need(signal));

    assert.deepEqual(state.opened, []);
  });

  it('takes Docker where it answers', async () => {
    const state = backends(ready);
    const chooser = createSandboxChooser('auto', state.backends);

    await open(chooser.open);

    assert.deepEqual(state.opened, ['docker']);
    assert.deepEqual(await chooser.choose(signal), {
      backend: 'docker',
      title: 'a container of Docker 27.1',
    });
  });

  it('takes the embedded sandbox where Docker does not answer, says so once, and asks no more', async () => {
    const state = backends(dead);
    const told: string[] = [];
    const chooser = createSandboxChooser('auto', state.backends);

    await open(chooser.open, told);
    await open(chooser.open, told);

    assert.deepEqual(state.opened, ['embedded', 'embedded']);
    assert.deepEqual(told, ['Using the embedded sandbox: Docker is not answering at unix:///x.sock.']);
    assert.equal(state.probes, 1);
  });

  it('changes over when Docker answers but has no image and cannot make one', async () => {
    const state = backends(
      ready,
      new ForgeError('sandbox.image-missing', 'The image could not be built. Look at it.'),
    );
    const told: string[] = [];
    const chooser = createSandboxChooser('auto', state.backends);

    await open(chooser.open, told);

    assert.deepEqual(state.opened, ['embedded']);
    assert.deepEqual(told, ['Using the embedded sandbox: The image could not be built.']);
    assert.equal((await chooser.choose(signal)).backend, 'embedded');
  });

  it('does not take a bug or a cancellation for a missing Docker', async () => {
    for (const failure of [new TypeError('bug'), new DOMException('stop', 'AbortError')]) {
      const state = backends(ready, failure);

      await assert.rejects(open(createSandboxChooser('auto', state.backends).open), failure);
      assert.deepEqual(state.opened, []);
    }
  });

  it('never changes over when Docker was asked for', async () => {
    const failure = new ForgeError('sandbox.unavailable', 'Docker is not answering.');
    const state = backends(dead, failure);
    const chooser = createSandboxChooser('docker', state.backends);

    await assert.rejects(open(chooser.open), failure);
    assert.equal((await chooser.choose(signal)).backend, 'docker');
  });

  it('does not even look at Docker when the embedded sandbox was asked for', async () => {
    const state = backends(ready);
    const chooser = createSandboxChooser('embedded', state.backends);

    await open(chooser.open);

    assert.deepEqual([state.opened, state.probes], [['embedded'], 0]);
  });

  it('leaves a dev container to the workspace that it belongs to', async () => {
    const state = backends(ready);
    const chooser = createSandboxChooser('devcontainer', state.backends);
    assert.equal((await chooser.choose(signal)).backend, 'devcontainer');
    await assert.rejects(open(chooser.open), /without its workspace/u);
    await assert.rejects(createSandboxChooser('devcontainer', backends(dead).backends).need(signal), {
      code: 'sandbox.unavailable',
    });
  });
});
