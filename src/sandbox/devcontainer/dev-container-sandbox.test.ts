import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dockerSandboxes, engine, needDockerEngine } from '../../../test/docker-engine.ts';
import type { OpenSandbox } from '../../engine/ports/sandbox.ts';
import { run, signal } from '../contract/trial.contract.ts';
import { describeSandbox } from '../sandbox.contract.ts';
import { buildDevContainer } from './build-dev-container.ts';
import { DevContainerSandbox } from './dev-container-sandbox.ts';
import { planDevContainer } from './plan-dev-container.ts';

const packagesFrom = import.meta.dirname;
const built = new Set<string>();

/** As the host puts them together: the image is built once, containers of it are like all others. */
function devContainer(config: unknown, others: Readonly<Record<string, string>> = {}): OpenSandbox {
  const files = { '.devcontainer.json': JSON.stringify(config), ...others };
  const read = async (path: string) => new TextEncoder().encode(files[path as keyof typeof files]);
  return async request => {
    const plan = await planDevContainer({ paths: Object.keys(files), read });
    if (!built.has(plan.image)) {
      const options = { signal: request.signal, onProgress: () => {}, env: process.env, packagesFrom };
      await buildDevContainer(plan, options);
      built.add(plan.image);
    }
    const docker = dockerSandboxes({ image: plan.image });
    return new DevContainerSandbox(await docker.open(request), plan);
  };
}

after(async () => {
  await Promise.all([...built].map(image => engine.getImage(image).remove({ force: true })));
});

describeSandbox('A dev container', devContainer({ image: 'codeforge-base-node' }), {
  missing: async () => {
    const status = await dockerSandboxes().probe(signal());
    return status.kind === 'available' ? undefined : 'Docker engine';
  },
  shell: 'posix',
  testRunners: ['unittest', 'node --test'],
});

describe('A dev container as a sandbox', function () {
  this.timeout(120_000);
  before(function () {
    return needDockerEngine(this);
  });

  const request = () => ({ runId: `dev-${process.pid}`, language: 'python' as const, signal: signal() });

  it('is built from a Dockerfile with its context, under the same limits, with its own variables', async () => {
    const dockerfile = 'FROM codeforge-base-python\nCOPY marker /etc/marker\n';
    const open = devContainer(
      { build: { dockerfile: 'Dockerfile' }, containerEnv: { MODE: "it's" }, runArgs: ['--privileged'] },
      { Dockerfile: dockerfile, marker: 'from the context\n' },
    );
    await using sandbox = await open(request());
    const { stdout } = await run(
      sandbox,
      'cat /etc/marker; echo $MODE; id -u; ls /sys/class/net; grep CapEff /proc/self/status; touch /etc/x || echo read-only',
    );
    assert.equal(sandbox.backend, 'devcontainer');
    assert.match(stdout, /^from the context\nit's\n1000\nlo\nCapEff:\s+0{16}\nread-only\n$/u);
  });

  it('never runs what the configuration wants on this machine', async () => {
    const witness = `codeforge-witness-${process.pid}`;
    const open = devContainer({
      image: 'codeforge-base-python',
      initializeCommand: `touch ${tmpdir()}/${witness}`,
    });
    await using sandbox = await open(request());
    assert.equal((await run(sandbox, 'echo here')).stdout, 'here\n');
    assert.ok(!(await readdir(tmpdir())).includes(witness));
  });

  it('says in a sentence which feature cannot be fetched, and leaves no copy behind', async () => {
    const before = await copies();
    const open = devContainer({ image: 'codeforge-base-python', features: { 'registry.invalid/x/y:1': {} } });
    await assert.rejects(open(request()), {
      code: 'sandbox.image-missing',
      message:
        /^The dev container of \.devcontainer\.json could not be built: .*(?:registry\.invalid|could not be fetched)/u,
    });
    assert.deepEqual(await copies(), before);
  });

  it('says in a sentence which step of a Dockerfile fails', async () => {
    const open = devContainer(
      { build: { dockerfile: 'Dockerfile' } },
      { Dockerfile: 'FROM codeforge-base-python\nRUN exit 7\n' },
    );
    await assert.rejects(open(request()), { code: 'sandbox.image-missing', message: /exit 7.*code: 7/u });
  });

  it('can be cancelled while it is built', async () => {
    const before = await copies();
    const open = devContainer(
      { build: { dockerfile: 'Dockerfile' } },
      { Dockerfile: 'FROM codeforge-base-python\nRUN sleep 30\n' },
    );
    const aborting = AbortSignal.timeout(3_000);
    await assert.rejects(open({ ...request(), signal: aborting }), error => error === aborting.reason);
    assert.deepEqual(await copies(), before);
  });
});

async function copies(): Promise<readonly string[]> {
  return (await readdir(tmpdir())).filter(name => name.startsWith('codeforge-devcontainer-'));
}
