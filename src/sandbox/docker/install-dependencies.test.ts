import assert from 'node:assert/strict';
import {
  containersWith,
  dockerSandboxes,
  engine,
  needDockerEngine,
  removeImagesSince,
} from '../../../test/docker-engine.ts';
import { npmPackage } from '../../../test/packages/npm-package.ts';
import { type PackageIndex, servePackages } from '../../../test/packages/package-index.ts';
import { imageWithNpm, imageWithPip } from '../../../test/packages/package-manager-images.ts';
import { pythonWheel } from '../../../test/packages/python-wheel.ts';
import type { SandboxDependencies } from '../../engine/ports/sandbox.ts';
import { run, signal, texts } from '../contract/trial.contract.ts';
import type { DockerSandboxes } from './docker-sandboxes.ts';

const wheel = pythonWheel('codeforge_probe', 42);
const other = pythonWheel('codeforge_windows', 1);
const quiet = () => ({ signal: signal(), onProgress: () => {} });
const runId = `deps-${process.pid}`;

function dependencies(
  manager: SandboxDependencies['manager'],
  files: Readonly<Record<string, string>>,
): SandboxDependencies {
  const [lockFile = ''] = Object.keys(files);
  return { manager, language: manager === 'npm' ? 'node' : 'python', lockFile, files: texts(files) };
}

describe('The set-up step in Docker', function () {
  this.timeout(240_000);
  let index: PackageIndex;
  let npm: Awaited<ReturnType<typeof npmPackage>>;
  let withNpm: DockerSandboxes;
  let withPip: DockerSandboxes;

  before(async function () {
    await needDockerEngine(this);
    npm = await npmPackage('codeforge-probe', 42);
    index = await servePackages([wheel, other, npm]);
    const env = {
      PIP_INDEX_URL: `${index.url}/simple/`,
      PIP_TRUSTED_HOST: index.host,
      npm_config_registry: `${index.url}/`,
    };
    withNpm = dockerSandboxes({ image: await imageWithNpm(), env });
    withPip = dockerSandboxes({ image: await imageWithPip(), env });
  });

  after(async () => {
    await index?.[Symbol.asyncDispose]();
    await removeImagesSince('codeforge.deps', startedAt);
  });

  const startedAt = Date.now();

  const npmLock = () => {
    const wanted = { dependencies: { 'codeforge-probe': '1.0.0' } };
    const installed = {
      version: '1.0.0',
      resolved: `${index.url}/files/${npm.fileName}`,
      integrity: npm.integrity,
      bin: { 'say-codeforge-probe': 'say.js' },
      hasInstallScript: true,
    };
    const packages = { '': wanted, 'node_modules/codeforge-probe': installed };
    return dependencies('npm', {
      'package-lock.json': JSON.stringify({ lockfileVersion: 3, requires: true, packages }),
      'package.json': JSON.stringify(wanted),
    });
  };

  const open = (docker: DockerSandboxes, wanted: SandboxDependencies) =>
    docker.open({ runId, language: wanted.language, dependencies: [wanted], signal: signal() });

  it('gives ES modules, CommonJS, programs and paths the packages of an npm lock, offline', async () => {
    const lock = npmLock();
    assert.equal(await withNpm.hasInstalled(lock), false);
    await withNpm.install(lock, quiet());
    assert.equal(await withNpm.hasInstalled(lock), true);

    await using sandbox = await open(withNpm, lock);
    const files = texts({
      'src/use.mjs': "import { answer } from 'codeforge-probe';\nconsole.log(answer);\n",
      'src/use.cjs': "console.log(require.resolve('codeforge-probe'));\n",
      'package.json': '{ "scripts": { "say": "say-codeforge-probe" } }',
    });
    await sandbox.write({ files, deleted: [] }, signal());

    assert.match((await run(sandbox, 'node src/use.mjs')).stdout, /^42$/mu);
    assert.match((await run(sandbox, 'node src/use.cjs')).stdout, /node_modules\/codeforge-probe\/main\.js/u);
    assert.equal((await run(sandbox, 'say-codeforge-probe')).stdout, 'said 42\n');
    assert.match((await run(sandbox, 'npm run --silent say')).stdout, /^said 42$/mu);
    assert.equal((await run(sandbox, 'node node_modules/codeforge-probe/say.js')).stdout, 'said 42\n');
    assert.equal((await run(sandbox, 'mkdir node_modules/.cache && ls -d node_modules/.bin/*')).exitCode, 0);
    assert.equal(
      (await run(sandbox, 'cat /deps/node_modules/codeforge-probe/installed-by')).stdout,
      '1000\n',
    );
    assert.equal((await run(sandbox, 'ls /sys/class/net')).stdout, 'lo\n');
    assert.notEqual((await run(sandbox, 'touch /deps/x')).exitCode, 0);
  });

  it('installs the same lock once, and another one anew', async () => {
    await withNpm.install(npmLock(), quiet());
    const before = index.requests.length;
    await withNpm.install(npmLock(), quiet());
    assert.equal(index.requests.length, before);

    const [lock, manifest] = npmLock().files;
    assert.ok(lock && manifest);
    const changed = { ...manifest, bytes: new TextEncoder().encode('{"dependencies":{}}') };
    assert.equal(await withNpm.hasInstalled({ ...npmLock(), files: [lock, changed] }), false);
  });

  it('installs requirements with their hashes, beside what the image has', async () => {
    const lock = dependencies('pip', {
      'requirements.txt': `codeforge_probe==1.0 --hash=sha256:${wheel.sha256}\n`,
    });
    await withPip.install(lock, quiet());
    await using sandbox = await open(withPip, lock);
    const { stdout } = await run(
      sandbox,
      'python3 -c "import codeforge_probe as c; print(c.answer)"; command -v say-codeforge_probe',
    );
    assert.equal(stdout, '42\n/deps/venv/bin/say-codeforge_probe\n');
  });

  it('refuses a package whose hash is not the one that is locked', async () => {
    const lock = dependencies('pip', {
      'requirements.txt': `codeforge_probe==1.0 --hash=sha256:${other.sha256}\n`,
    });
    await assert.rejects(withPip.install(lock, quiet()), {
      code: 'sandbox.packages-missing',
      message: /^The packages of requirements\.txt could not be installed: .*hash/isu,
    });
    assert.equal(await withPip.hasInstalled(lock), false);
  });

  for (const manager of ['uv', 'poetry'] as const) {
    it(`installs what a lock of ${manager} wants on this machine, and nothing else`, async () => {
      const lock = dependencies(manager, { [`${manager}.lock`]: locks[manager], 'pyproject.toml': project });
      await withPip.install(lock, quiet());
      await using sandbox = await open(withPip, lock);
      const found = await run(sandbox, 'python3 -c "import codeforge_probe as c; print(c.answer)"');
      assert.equal(found.stdout, '42\n');
      assert.notEqual((await run(sandbox, 'python3 -c "import codeforge_windows"')).exitCode, 0);
    });
  }

  it('leaves out what is not installed, and opens all the same', async () => {
    const lock = dependencies('pip', { 'requirements.txt': 'codeforge_absent==1.0\n' });
    await using sandbox = await open(withPip, lock);
    assert.match((await run(sandbox, 'python3 -c "import codeforge_absent"')).stderr, /No module named/u);
  });

  it('leaves no container behind, and nothing of its sources in the image', async () => {
    assert.deepEqual(await containersWith('codeforge.run=set-up'), []);
    const [image] = await engine.listImages({ filters: { label: ['codeforge.deps=pip'] } });
    assert.ok(image);
    const { Config } = await engine.getImage(image.Id).inspect();
    assert.doesNotMatch(JSON.stringify(Config), /PIP_INDEX_URL/u);
  });

  it('can be cancelled', async () => {
    const lock = dependencies('pip', { 'requirements.txt': 'codeforge_other==1.0\n' });
    const aborting = new AbortController();
    const onProgress = () => aborting.abort();
    await assert.rejects(withPip.install(lock, { signal: aborting.signal, onProgress }), {
      name: 'AbortError',
    });
    assert.deepEqual(await containersWith('codeforge.run=set-up'), []);
  });
});

const project = `[project]\nname = "shop"\nversion = "1"\ndependencies = ["codeforge_probe", "codeforge_windows; sys_platform == 'win32'"]\n`;

const locks = {
  uv: `version = 1
[[package]]
name = "codeforge-probe"
version = "1.0"
source = { registry = "https://pypi.org/simple" }
wheels = [{ url = "https://files.pythonhosted.org/x.whl", hash = "sha256:${wheel.sha256}" }]
[[package]]
name = "codeforge-windows"
version = "1.0"
source = { registry = "https://pypi.org/simple" }
wheels = [{ url = "https://files.pythonhosted.org/y.whl", hash = "sha256:${other.sha256}" }]
[[package]]
name = "shop"
version = "1"
source = { virtual = "." }
dependencies = [
  { name = "codeforge-probe" },
  { name = "codeforge-windows", marker = "sys_platform == 'win32'" },
]
`,
  poetry: `[[package]]
name = "codeforge-probe"
version = "1.0"
files = [{ file = "x.whl", hash = "sha256:${wheel.sha256}" }]
[[package]]
name = "codeforge-windows"
version = "1.0"
markers = "sys_platform == \\"win32\\""
files = [{ file = "y.whl", hash = "sha256:${other.sha256}" }]
[metadata]
lock-version = "2.1"
`,
};
