import assert from 'node:assert/strict';
import { diagnose } from '../diagnose/diagnose.ts';
import type { SandboxDependencies } from '../ports/sandbox.ts';
import { missingModule } from './missing-module.ts';
import { fileNaming, gatherPackageFacts, type PackageFacts } from './package-facts.ts';

const texts: Readonly<Record<string, string>> = {
  'requirements.txt': 'scikit-learn==1.5.0\npython_dateutil\n',
  'app/main.py': 'import sklearn\n',
};
const lock: SandboxDependencies = {
  manager: 'pip',
  language: 'python',
  lockFile: 'requirements.txt',
  files: [
    {
      path: 'requirements.txt',
      bytes: new TextEncoder().encode(texts['requirements.txt']),
      executable: false,
    },
  ],
};

function factsFor(change: Partial<Parameters<typeof gatherPackageFacts>[0]> = {}): Promise<PackageFacts> {
  const project = {
    paths: Object.keys(texts),
    read: async (path: string) => new TextEncoder().encode(texts[path]),
  };
  return gatherPackageFacts({ project, backend: 'docker', language: 'python', wanted: [lock], ...change });
}

const failing = (module: string) => ({
  exitCode: 1,
  signal: null,
  timedOut: false,
  outOfMemory: false,
  stdout: '',
  stderr: `Traceback (most recent call last):\n  File "/workspace/app/main.py", line 1, in <module>\n    import ${module}\nModuleNotFoundError: No module named '${module}'\n`,
});

describe('A module that is missing', () => {
  it('is an environment error that names the package and offers the set-up step, when the lock file names it', async () => {
    const diagnosis = diagnose(failing('sklearn'), await factsFor());

    assert.equal(diagnosis.errorType, 'environment_error');
    assert.match(
      diagnosis.obstacle ?? '',
      /^The package scikit-learn \(imported as sklearn\) is not installed/u,
    );
    assert.match(diagnosis.obstacle ?? '', /requirements\.txt names it\. Run "codeforge sandbox setup"/u);
    assert.match(diagnosis.digest, /Keep what the lock file names/u);
    assert.doesNotMatch(diagnosis.digest, /use the standard library/u);
  });

  it('is no obstacle when no file names it: the change may do without', async () => {
    const diagnosis = diagnose(failing('httpx'), await factsFor());
    assert.equal(diagnosis.errorType, 'environment_error');
    assert.equal(diagnosis.obstacle, undefined);
    assert.match(diagnosis.digest, /No lock file names it/u);
  });

  it('stays an import error when the project has a module by that name', async () => {
    const diagnosis = diagnose(failing('app'), await factsFor());
    assert.equal(diagnosis.errorType, 'import_error');
    assert.equal(diagnosis.obstacle, undefined);
  });

  it('points to the full image for what it has, without waiting for it', async () => {
    const { errorType, digest, obstacle } = diagnose(failing('numpy'), await factsFor({ wanted: [] }));

    assert.equal(errorType, 'environment_error');
    assert.equal(obstacle, undefined);
    assert.match(digest, /package numpy is not installed.*builds with "codeforge sandbox build"/u);
  });

  it('points to Docker for what only its full image has, and goes on without it', async () => {
    const facts = await factsFor({ wanted: [], backend: 'embedded' });
    const { digest, obstacle } = diagnose(failing('PIL'), facts);

    assert.equal(obstacle, undefined);
    assert.match(digest, /Do without it, or, if the task needs it, choose --sandbox docker/u);
  });

  it('names Docker where the embedded sandbox cannot install', async () => {
    const { obstacle } = diagnose(failing('sklearn'), await factsFor({ backend: 'embedded' }));
    assert.match(obstacle ?? '', /embedded sandbox cannot install packages\. Start Docker/u);
  });

  it('asks for another approval when the change has touched the lock file', async () => {
    const { obstacle } = diagnose(failing('sklearn'), await factsFor({ wanted: [lock, lock] }));
    assert.match(obstacle ?? '', /--install always/u);
  });

  it('is not the whole story while another test fails for a reason of its own', async () => {
    const result = failing('sklearn');
    const mixed = { ...result, stderr: `${result.stderr}\n${failing('app').stderr}` };
    assert.equal(diagnose(mixed, await factsFor()).obstacle, undefined);
  });

  for (const [message, expected] of [
    ["Error [ERR_MODULE_NOT_FOUND]: Cannot find package 'vitest' imported from /workspace/a.ts", 'vitest'],
    ["Error: Cannot find module '@scope/name/part'", '@scope/name'],
    ['Error: Failed to resolve import "react/jsx-runtime" from "src/a.tsx"', 'react'],
    ["ModuleNotFoundError: No module named 'yaml.nodes'", 'PyYAML'],
    ["ModuleNotFoundError: No module named 'PIL'", 'Pillow'],
    ["Error: Cannot find module './a'", undefined],
    ["Error: Cannot find module '/workspace/a.js'", undefined],
    ['TypeError: x is not a function', undefined],
  ] as const) {
    it(`is read from "${message}"`, () => {
      assert.equal(missingModule(message)?.packageName, expected);
    });
  }

  it('is found in files whatever way its name is written', async () => {
    const facts = await factsFor();
    assert.equal(fileNaming(facts, 'python-dateutil'), 'requirements.txt');
    assert.equal(fileNaming(facts, 'Scikit_Learn'), 'requirements.txt');
    assert.equal(fileNaming(facts, 'learn'), undefined);
  });
});
