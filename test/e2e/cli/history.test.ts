import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startScriptedServer } from '../../servers/scripted-server.ts';
import { finishedEvent } from './support/cli-process.ts';
import { createTestProject } from './support/test-project.ts';
import { missesWith, turnsWithRepairs } from './support/turns.ts';

const solve = (task: string) => [
  'solve',
  task,
  '--sandbox',
  'embedded',
  '--check',
  'node check.mjs',
  '--json',
];

describe('codeforge history', () => {
  it('says how to begin where there is none', async () => {
    await using project = await createTestProject();

    const result = await project.run(['history']);

    assert.deepEqual([result.exitCode, result.stderr], [0, '']);
    assert.match(result.stdout, /^There are no runs yet\./u);
  });

  it('lists runs, the newest first, as a table and as JSON', async () => {
    await using project = await createTestProject();
    await using server = await startScriptedServer('openai', [...turnsWithRepairs(1), missesWith('*')]);
    await project.run(solve('The first task'), { server });
    await project.run([...solve('The second task'), '--max-repairs', '0'], { server });

    const table = await project.run(['history', '--workspace', project.workspace]);
    const json = await project.run(['history', '--json', '--limit', '1']);
    const elsewhere = await project.run(['history', '--workspace', project.home]);

    const [head, second, first] = table.stdout.split('\n');
    assert.match(head ?? '', /^Run +Started +Outcome +Attempts +Cost +Task$/u);
    assert.match(second ?? '', / failed +1 .* The second task$/u);
    assert.match(first ?? '', / completed +2 .* The first task$/u);
    assert.equal(json.events.length, 1);
    assert.equal(Reflect.get(json.events[0] ?? {}, 'task'), 'The second task');
    assert.match(elsewhere.stdout, /There are no runs yet/u);
  });

  it('runs the check of a run again on its folder as it is now', async () => {
    await using project = await createTestProject();
    await using server = await startScriptedServer('openai', turnsWithRepairs(1));
    const { runId } = finishedEvent(await project.run([...solve('Fix add'), '--apply', 'none'], { server }));
    const check = ['history', runId, '--check', '--sandbox', 'embedded'];

    const red = await project.run(check);
    const file = join(project.workspace, 'add.mjs');
    writeFileSync(file, readFileSync(file, 'utf8').replace('a - b', 'a + b'));
    const green = await project.run(check);
    const unnamed = await project.run(['history', '--check']);
    const withJson = await project.run([...check, '--json']);

    assert.deepEqual([red.exitCode, green.exitCode, unnamed.exitCode], [1, 0, 2]);
    assert.match(
      red.stderr,
      /The check fails with the folder as it is\. The evidence of the run was for the whole/u,
    );
    assert.match(green.stderr, /The check passes with the folder as it is\./u);
    assert.match(unnamed.stderr, /Which run shall be checked again\?/u);
    assert.equal(withJson.exitCode, 2);
    assert.match(`${withJson.stdout}${withJson.stderr}`, /'--check' cannot be used with option '--json'/u);
  });

  it('speaks of no evidence when it checks a run again that had none', async () => {
    await using project = await createTestProject();
    await using server = await startScriptedServer('openai', [missesWith('*')]);
    const failed = await project.run([...solve('Fix add'), '--max-repairs', '0'], { server });

    const { runId } = finishedEvent(failed);
    const { stderr } = await project.run(['history', runId, '--check', '--sandbox', 'embedded']);

    assert.match(stderr, /The check fails with the folder as it is\.\n$/u);
  });

  it('shows one run with its attempts, what they printed, its changes and its costs', async () => {
    await using project = await createTestProject();
    await using server = await startScriptedServer('openai', turnsWithRepairs(1));
    const { runId } = finishedEvent(await project.run(solve('Fix add'), { server }));

    const { stdout } = await project.run(['history', runId]);

    assert.match(stdout, /Attempt 1 failed: .*add\(2, 3\) is/u);
    assert.match(stdout, /node check\.mjs · the embedded sandbox · exit code 1/u);
    assert.match(stdout, /✔ Attempt 2 passed/u);
    assert.match(stdout, /edited {3}add\.mjs {2}\+1 −1/u);
    assert.match(stdout, /^ {2}review .* 1 /mu);
    assert.match(stdout, /history \w+ --diff \| git apply/u);
  });

  it('gives everything about one run to programs', async () => {
    await using project = await createTestProject();
    await using server = await startScriptedServer('openai', turnsWithRepairs(1));
    const { runId } = finishedEvent(await project.run(solve('Fix add'), { server }));

    const { stdout } = await project.run(['history', runId, '--json']);

    const run = JSON.parse(stdout) as {
      readonly outcome: string;
      readonly attempts: readonly {
        readonly verdict: { readonly kind: string };
        readonly output: { readonly stdout: string };
      }[];
      readonly calls: readonly unknown[];
      readonly diff: string;
    };
    assert.deepEqual([run.outcome, run.calls.length], ['completed', 2]);
    assert.deepEqual(
      run.attempts.map(({ verdict }) => verdict.kind),
      ['failed', 'passed'],
    );
    assert.match(run.attempts[1]?.output.stdout ?? '', /all good/u);
    assert.match(run.diff, /^\+ {2}return a \+ b;$/mu);
  });

  it('does not know a run that is not there', async () => {
    await using project = await createTestProject();

    const result = await project.run(['history', 'nope']);

    assert.equal(result.exitCode, 2);
    assert.match(result.stderr, /There is no run nope\./u);
  });

  it('ends quietly when nobody reads on', async () => {
    await using project = await createTestProject();
    await using server = await startScriptedServer('openai', turnsWithRepairs(0));
    await project.run(solve('Fix add'), { server });
    await using cli = project.start(['history', '--json']);

    cli.stopReading();
    const { stderr } = await cli.result();

    assert.equal(stderr, '');
  });
});
