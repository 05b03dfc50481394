import assert from 'node:assert/strict';
import { containerSpec } from './container-spec.ts';

const request = {
  engine: 'Docker',
  image: 'sha256:1',
  runId: 'run-1',
  owner: 'host/1/2',
  memoryMb: 512,
  cpus: 1.5,
  volumes: [],
} as const;
const spec = containerSpec(request);

describe('containerSpec', () => {
  it('labels the container with its run and its owner', () => {
    assert.deepEqual(spec.Labels, { 'codeforge.run': 'run-1', 'codeforge.owner': 'host/1/2' });
  });

  it('takes away everything that can be taken away', () => {
    const { HostConfig } = spec;

    assert.equal(HostConfig?.NetworkMode, 'none');
    assert.equal(HostConfig?.ReadonlyRootfs, true);
    assert.deepEqual(HostConfig?.CapDrop, ['ALL']);
    assert.deepEqual(HostConfig?.SecurityOpt, ['no-new-privileges']);
    assert.match(spec.User ?? '', /^[1-9]\d*:[1-9]\d*$/u);
    assert.equal(HostConfig?.Binds ?? HostConfig?.Mounts, undefined);
  });

  it('bounds memory with no swap on top, processors, processes and open files', () => {
    const { HostConfig } = spec;

    assert.equal(HostConfig?.Memory, 512 * 1024 * 1024);
    assert.equal(HostConfig?.MemorySwap, HostConfig?.Memory);
    assert.equal(HostConfig?.NanoCpus, 1_500_000_000);
    assert.equal(HostConfig?.PidsLimit, 160);
    assert.equal(
      HostConfig?.Ulimits?.every(({ Hard }) => (Hard ?? Infinity) <= 20_000),
      true,
    );
  });

  it('tells libraries that count processors how many there are', () => {
    assert.equal(spec.Env?.includes('OMP_NUM_THREADS=2'), true);
  });

  it('asks Podman for what that understands', () => {
    const inPodman = containerSpec({ ...request, engine: 'Podman' });

    assert.doesNotMatch(inPodman.HostConfig?.Tmpfs?.['/workspace'] ?? '', /uid=/u);
    assert.equal(inPodman.Env?.includes('GIT_CONFIG_KEY_0=safe.directory'), true);
  });

  it('gives two writable folders, which together leave room for programs', () => {
    const sizes = Object.values(spec.HostConfig?.Tmpfs ?? {}).map(mount =>
      Number(/size=(\d+)/u.exec(mount)?.[1]),
    );

    assert.deepEqual(Object.keys(spec.HostConfig?.Tmpfs ?? {}), ['/workspace', '/tmp']);
    assert.equal(sizes.reduce((sum, size) => sum + size, 0) < 400 * 1024 * 1024, true);
  });
});
