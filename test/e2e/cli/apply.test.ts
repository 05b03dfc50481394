import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { startScriptedServer } from '../../servers/scripted-server.ts';
import type { ScriptedTurn } from '../../servers/scripted-turn.ts';
import { finishedEvent } from './support/cli-process.ts';
import { createTestProject, rightSum, type TestProject, wrongSum } from './support/test-project.ts';
import { call, edit, mends, missesWith, solves, submitWork } from './support/turns.ts';

const run = promisify(execFile);
const solve = ['solve', 'Fix add', '--sandbox', 'embedded', '--check', 'node check.mjs'];

const before = {
  ...wrongSum,
  'docs/old name.md': '# Old\nkept\n',
  'gone.txt': 'bye\n',
  'no-end.txt': 'no line end',
};

/** Edits, creates, deletes and moves, with names and texts that patches find awkward. */
const everything: ScriptedTurn = {
  toolCalls: [
    edit('  return a - b;\n', '  return a + b;\n'),
    call('write_file', { path: 'new/grüße.txt', content: 'hello\nwithout an end' }),
    call('delete_file', { path: 'gone.txt' }),
    call('move_file', { from: 'docs/old name.md', to: 'docs/new name.md' }),
    call('edit_file', { path: 'docs/new name.md', search: '# Old\n', replace: '# New\n' }),
    call('edit_file', { path: 'no-end.txt', search: 'no line end', replace: 'still none' }),
    submitWork,
  ],
};

const after = {
  'add.mjs': rightSum,
  'check.mjs': wrongSum['check.mjs'] ?? '',
  'docs/new name.md': '# New\nkept\n',
  'new/grüße.txt': 'hello\nwithout an end',
  'no-end.txt': 'still none',
};

const summaries = [
  { path: 'add.mjs', kind: 'edited', added: 1, removed: 1 },
  { path: 'docs/new name.md', kind: 'moved', from: 'docs/old name.md', added: 1, removed: 1 },
  { path: 'gone.txt', kind: 'deleted', added: 0, removed: 1 },
  { path: 'new/grüße.txt', kind: 'created', added: 2, removed: 0 },
  { path: 'no-end.txt', kind: 'edited', added: 1, removed: 1 },
];

async function gitApply(project: TestProject, patch: string): Promise<void> {
  await run('git', ['apply', '--check', patch], { cwd: project.workspace });
  await run('git', ['apply', patch], { cwd: project.workspace });
}

describe('--apply', () => {
  it('all writes exactly what was proposed', async () => {
    await using project = await createTestProject(before);
    await using server = await startScriptedServer('openai', [everything]);

    const result = await project.run([...solve, '--apply', 'all', '--json'], { server });

    const end = finishedEvent(result);
    assert.deepEqual(end.changes, summaries);
    assert.deepEqual(
      end.applied,
      summaries.map(change => change.path),
    );
    assert.deepEqual(await project.files(), after);
  });

  for (const choice of [['--apply', 'none'], []]) {
    it(`${choice[1] ?? 'left out, without a terminal,'} leaves every byte, and the run is complete`, async () => {
      await using project = await createTestProject(before);
      await using server = await startScriptedServer('openai', [everything]);

      const result = await project.run([...solve, ...choice, '--json'], { server });

      const end = finishedEvent(result);
      assert.deepEqual([result.exitCode, end.outcome, end.applied], [0, 'completed', []]);
      assert.deepEqual(await project.files(), before);
    });
  }

  it('all writes nothing where a file was edited meanwhile in the same place, and the run waits', async () => {
    await using refused = await refusedRun();

    const { exitCode, end, project } = refused;
    assert.deepEqual([exitCode, end.outcome, end.verdict], [1, 'paused', 'passed']);
    assert.equal(end.failure?.code, 'workspace.conflict');
    assert.equal(await project.read('add.mjs'), edited);
  });

  for (const [which, text] of [
    ['all', rightSum],
    ['none', wrongSum['add.mjs']],
  ] as const) {
    it(`${which} is taken in a later process once the file is as it was`, async () => {
      await using refused = await refusedRun();
      const { project, server, end } = refused;
      await project.write('add.mjs', wrongSum['add.mjs'] ?? '');

      const result = await project.run(['resume', end.runId, '--apply', which, '--json'], { server });

      assert.deepEqual([result.exitCode, finishedEvent(result).outcome], [0, 'completed']);
      assert.equal(await project.read('add.mjs'), text);
    });
  }
});

const edited = (wrongSum['add.mjs'] ?? '').replace('a, b', 'a, b /* mine */');

/** A run whose change could not be applied, as somebody has edited the same line. */
async function refusedRun() {
  const project = await createTestProject();
  const server = await startScriptedServer('openai', async (_, index) => {
    if (index === 0) return missesWith('*');
    await project.write('add.mjs', edited);
    return mends('*', '+');
  });
  const result = await project.run([...solve, '--apply', 'all', '--json'], { server });
  return {
    project,
    server,
    exitCode: result.exitCode,
    end: finishedEvent(result),
    async [Symbol.asyncDispose]() {
      await server[Symbol.asyncDispose]();
      await project[Symbol.asyncDispose]();
    },
  };
}

describe('--patch', () => {
  it('writes what git apply turns into exactly the proposed files', async () => {
    await using project = await createTestProject(before);
    await using server = await startScriptedServer('openai', [everything]);
    const patch = path.join(project.root, 'change.patch');

    const result = await project.run([...solve, '--patch', patch], { server });
    await gitApply(project, patch);

    assert.equal(result.exitCode, 0, result.stderr);
    assert.match(result.stdout, /git apply .*change\.patch/u);
    assert.deepEqual(await project.files(), after);
  });

  it('- has standard output for itself', async () => {
    await using project = await createTestProject();
    await using server = await startScriptedServer('openai', [solves]);

    const result = await project.run([...solve, '--patch', '-'], { server });
    await project.write('../from-stdout.patch', result.stdout);
    await gitApply(project, path.join(project.root, 'from-stdout.patch'));

    assert.match(result.stdout, /^diff --git /u);
    assert.match(result.stderr, /Solved/u);
    assert.equal(await project.read('add.mjs'), rightSum);
  });

  it('is not written for a change that is red', async () => {
    await using project = await createTestProject();
    await using server = await startScriptedServer('openai', [missesWith('*')]);
    const patch = path.join(project.root, 'change.patch');

    const result = await project.run([...solve, '--max-repairs', '0', '--patch', patch], { server });

    assert.equal(result.exitCode, 1);
    await assert.rejects(readFile(patch), /ENOENT/u);
  });

  it('can be had later from the history', async () => {
    await using project = await createTestProject(before);
    await using server = await startScriptedServer('openai', [everything]);
    const { runId } = finishedEvent(await project.run([...solve, '--json'], { server }));

    const { stdout } = await project.run(['history', runId, '--diff']);
    await project.write('../later.patch', stdout);
    await gitApply(project, path.join(project.root, 'later.patch'));

    assert.deepEqual(await project.files(), after);
  });
});
