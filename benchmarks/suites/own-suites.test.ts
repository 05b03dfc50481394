import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { type CheckedProgram, checkSuite, isAsExpected } from '../../src/bench/check/check-suite.ts';
import { openJudge } from '../../src/bench/judge/open-judge.ts';
import { openSuite, type Suite } from '../../src/bench/suite/open-suite.ts';
import { readManifest } from '../../src/bench/suite/suite-manifest.ts';
import type { OpenSandbox } from '../../src/engine/ports/sandbox.ts';
import { dockerSandboxes, needDockerEngine } from '../../test/docker-engine.ts';
import { sandboxes, skipWithoutRuntime } from '../../test/embedded-sandboxes.ts';

const harnessDirectory = path.join(import.meta.dirname, '../../src/bench/judge/harness');
const template = path.join(import.meta.dirname, '../suite-template');
const docker = dockerSandboxes();

after(() => docker[Symbol.asyncDispose]());

describe('the suites that are written here', function () {
  this.timeout(600_000);
  let suites: readonly Suite[];

  before(async () => {
    const folders = (await readdir(import.meta.dirname, { withFileTypes: true }))
      .filter(entry => entry.isDirectory())
      .map(({ name }) => path.join(import.meta.dirname, name));
    const manifests = await Promise.all(folders.map(readManifest));
    const own = folders.filter((_, index) => manifests[index]?.format === 'tasks');
    suites = await Promise.all([...own, template].map(open));
  });

  it('have as many tasks of each kind as they should, each with three mistakes or more', () => {
    const count = (name: string) => {
      const tasks = suites.find(suite => suite.name === name)?.tasks ?? [];
      const groups = Map.groupBy(tasks, ({ category }) => category);
      return Object.fromEntries([...groups].map(([category, { length }]) => [category, length]));
    };
    assert.deepEqual(count('everyday'), {
      'data processing': 5,
      algorithms: 5,
      strings: 3,
      files: 4,
      'multi-step': 5,
      'error handling': 3,
    });
    for (const { tasks, name } of suites)
      for (const { id, wrong, examples, starter } of tasks) {
        assert.ok(Object.keys(wrong).length >= (name === 'suite-template' ? 2 : 3), `${name}, ${id}`);
        assert.notEqual(examples, null, `${name}, ${id}`);
        assert.equal(starter !== '', name === 'repair', `${name}, ${id}`);
      }
    assert.equal(suites.find(({ name }) => name === 'repair')?.tasks.length, 10);
  });

  it('tell right programs from wrong ones, in Docker', async function () {
    await needDockerEngine(this);
    const checked = await check(suites, docker.open);
    assert.deepEqual(
      checked.filter(program => !isAsExpected(program)),
      [],
    );
    assert.ok(checked.length > 100);
  });

  it('do so in the embedded sandbox, where only some are tried, as each program takes a sandbox there', async function () {
    skipWithoutRuntime(this);
    const ids = new Set(['group-by-length', 'rotate-logs', 'merge-settings']);
    const few = suites.map(suite => ({ ...suite, tasks: suite.tasks.filter(({ id }) => ids.has(id)) }));
    const checked = await check(few, sandboxes.open);
    assert.deepEqual(
      checked.filter(program => !isAsExpected(program)),
      [],
    );
    assert.equal(new Set(checked.map(({ taskId }) => taskId)).size, ids.size);
  });
});

/** One judge for all of them: programs of all tasks share its sandboxes. */
async function check(suites: readonly Suite[], openSandbox: OpenSandbox): Promise<readonly CheckedProgram[]> {
  const common = { runId: 'suites-test', harnessDirectory, concurrency: 2, timeoutSeconds: 10 };
  await using judge = openJudge({ ...common, openSandbox });
  const [first] = suites;
  assert.ok(first !== undefined);
  const all = { ...first, tasks: suites.flatMap(({ tasks }) => tasks) };
  return await Array.fromAsync(checkSuite(all, judge, new AbortController().signal));
}

function open(folder: string): Promise<Suite> {
  return openSuite(folder, {
    suitesDirectory: import.meta.dirname,
    cacheDirectory: folder,
    signal: new AbortController().signal,
    onProgress: () => undefined,
    fetch: () => assert.fail('nothing is to be downloaded'),
  });
}
