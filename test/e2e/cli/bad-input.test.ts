import assert from 'node:assert/strict';
import { chmod, symlink } from 'node:fs/promises';
import path from 'node:path';
import { openRunStore } from '../../../src/store/open-run-store.ts';
import { startScriptedServer } from '../../servers/scripted-server.ts';
import type { ScriptedTurn } from '../../servers/scripted-turn.ts';
import { finishedEvent } from './support/cli-process.ts';
import { createTestProject, rightSum, type TestProject, wrongSum } from './support/test-project.ts';
import { call, solves, submitWork } from './support/turns.ts';

interface Refusal {
  readonly title: string;
  readonly args: readonly string[];
  readonly says: RegExp;
  readonly input?: string;
}

const model = ['--model', 'ollama/any'];
const workflow = 'name: mine\ndescription: x\nphases:\n  - kind: code\n  - kind: exekute\n';

/** What is refused before there is a run: one sentence, exit code 2. */
const refusals: readonly Refusal[] = [
  { title: 'an empty task', args: ['solve', ''], says: /The task is empty\./u },
  { title: 'a task of blanks', args: ['solve', ' \n\t '], says: /The task is empty\./u },
  { title: 'no task at all', args: ['solve'], says: /The task is empty\./u },
  {
    title: 'an empty task on standard input',
    args: ['solve', '--task-file', '-'],
    input: '\n',
    says: /The task is empty\./u,
  },
  {
    title: 'a task of 100,000 characters',
    args: ['solve', '--task-file', '-'],
    input: 'a'.repeat(100_000),
    says: /The task has 100000 characters; 50000 are the most\./u,
  },
  { title: 'two tasks', args: ['solve', 'x', '--task-file', 'add.mjs'], says: /There are two tasks\./u },
  {
    title: 'a task file that is not there',
    args: ['solve', '--task-file', 'nope.txt'],
    says: /nope\.txt cannot be read/u,
  },
  {
    title: 'a task file without an end',
    args: ['solve', '--task-file', '/dev/zero'],
    says: /\/dev\/zero is larger than 64 MB, or has no end/u,
  },
  {
    title: 'a workflow without an end',
    args: ['solve', 'x', ...model, '--workflow', '/dev/zero'],
    says: /\/dev\/zero is larger than 64 MB, or has no end/u,
  },
  {
    title: 'an error without an end',
    args: ['fix', '--error', '/dev/zero'],
    says: /\/dev\/zero is larger than 64 MB, or has no end/u,
  },
  { title: 'an unknown flag', args: ['solve', 'x', '--bogus'], says: /Unknown option '--bogus'/u },
  {
    title: 'an unknown command',
    args: ['slove', 'x'],
    says: /Unknown command 'slove'.*Did you mean solve\?/u,
  },
  {
    title: 'an unknown sandbox',
    args: ['solve', 'x', '--sandbox', 'vm'],
    says: /Allowed choices are auto, docker/u,
  },
  {
    title: 'a dev container that the folder does not have',
    args: ['solve', 'x', ...model, '--sandbox', 'devcontainer'],
    says: /has no dev container.*Add one, or choose another sandbox/u,
  },
  {
    title: 'a cap that is no amount',
    args: ['solve', 'x', '--max-cost', 'much'],
    says: /number of dollars above 0/u,
  },
  { title: 'a cap of nothing', args: ['solve', 'x', '--max-cost', '0'], says: /number of dollars above 0/u },
  {
    title: 'a negative number of repairs',
    args: ['solve', 'x', '--max-repairs', '-1'],
    says: /whole number from 0 to 20/u,
  },
  { title: 'an empty check', args: ['solve', 'x', '--check', ' '], says: /must not be empty/u },
  {
    title: 'an unknown provider',
    args: ['solve', 'x', '--model', 'acme/x'],
    says: /no model "acme\/x".*openai, anthropic, gemini,? and ollama/u,
  },
  {
    title: 'a model without a provider',
    args: ['solve', 'x', '--model', 'gpt'],
    says: /Write provider\/name/u,
  },
  {
    title: 'a model whose key is missing',
    args: ['solve', 'x', '--model', 'openai/gpt'],
    says: /Set OPENAI_API_KEY/u,
  },
  { title: 'no model at all', args: ['solve', 'x'], says: /There is no model to ask\. Set OPENAI_API_KEY/u },
  {
    title: 'an unknown workflow',
    args: ['solve', 'x', ...model, '--workflow', 'nope'],
    says: /no workflow 'nope'\. Choose one of fix, solve/u,
  },
  {
    title: 'a workflow file that is not there',
    args: ['solve', 'x', ...model, '--workflow', './nope.yaml'],
    says: /nope\.yaml cannot be read/u,
  },
  {
    title: 'a malformed workflow',
    args: ['solve', 'x', ...model, '--workflow', '../mine.yaml'],
    says: /mine\.yaml cannot be used: line 5: 'kind' of phase 2 must be one of: reproduce, plan, approve, code/u,
  },
  {
    title: 'a workspace that is not there',
    args: ['solve', 'x', ...model, '--workspace', 'nope'],
    says: /does not exist/u,
  },
  {
    title: 'a workspace that is a file',
    args: ['solve', 'x', ...model, '--workspace', 'add.mjs'],
    says: /add\.mjs is a file/u,
  },
  {
    title: 'a patch that cannot be written',
    args: ['solve', 'x', ...model, '--patch', 'no/such/p'],
    says: /The patch cannot be written/u,
  },
  { title: 'a patch onto a folder', args: ['solve', 'x', ...model, '--patch', '.'], says: /is a folder/u },
  {
    title: 'a question without a terminal',
    args: ['solve', 'x', ...model, '--apply', 'ask'],
    says: /Choose --apply all or none/u,
  },
  { title: 'nothing to resume', args: ['resume'], says: /waits to be resumed/u },
  { title: 'resuming an unknown run', args: ['resume', 'nope'], says: /There is no run nope/u },
];

async function assertNothingHappened(project: TestProject): Promise<void> {
  assert.deepEqual(await project.files(), wrongSum);
  const store = openRunStore(project.home);
  assert.deepEqual(store.list({ limit: 1 }), []);
  store.close();
}

describe('bad input', () => {
  for (const { title, args, input = '', says } of refusals) {
    it(`${title} is refused with a sentence, before there is a run`, async () => {
      await using project = await createTestProject();
      await project.write('../mine.yaml', workflow);

      const people = await project.run(args, { input });
      const programs = await project.run([...args, '--json'], { input });

      assert.deepEqual([people.exitCode, people.stdout], [2, '']);
      assert.match(people.stderr, says);
      assert.doesNotMatch(people.stderr, /\n\s+at /u);
      assert.equal(programs.exitCode, 2);
      assert.deepEqual(
        programs.events.map(({ type }) => type),
        ['error'],
      );
      assert.match(programs.stdout, new RegExp(says.source.replaceAll('"', '\\\\"'), 'u'));
      await assertNothingHappened(project);
    });
  }

  it('a home that cannot be written is refused', async () => {
    await using project = await createTestProject();
    const env = { ...project.env(), CODEFORGE_HOME: path.join(project.workspace, 'add.mjs') };

    const result = await project.run(['solve', 'x', ...model], { env });

    assert.equal(result.exitCode, 2);
    assert.match(result.stderr, /add\.mjs/u);
    assert.deepEqual(await project.files(), wrongSum);
  });

  it('a workspace with a loop of links and unreadable files is worked on all the same', async () => {
    await using project = await createTestProject();
    await symlink('..', path.join(project.workspace, 'loop'));
    await project.write('secret.bin', 'x');
    await chmod(path.join(project.workspace, 'secret.bin'), 0o000);
    await using server = await startScriptedServer('openai', [solves]);
    const args = [
      'solve',
      'Fix add',
      '--sandbox',
      'embedded',
      '--check',
      'node check.mjs',
      '--json',
      '--apply',
      'all',
    ];

    const result = await project.run(args, { server });

    await chmod(path.join(project.workspace, 'secret.bin'), 0o600);
    assert.equal(finishedEvent(result).outcome, 'completed', result.stdout.slice(-800));
    assert.equal(await project.read('add.mjs'), rightSum);
  });
});

interface Misbehaviour {
  readonly title: string;
  readonly turns: readonly ScriptedTurn[];
  readonly code: string;
  readonly says: RegExp;
  readonly args?: readonly string[];
}

const repeat = (turn: ScriptedTurn): readonly ScriptedTurn[] => Array.from({ length: 10 }, () => turn);

/** What goes wrong within a run: it fails with a sentence, and can be looked at. */
const misbehaviours: readonly Misbehaviour[] = [
  {
    title: 'a wrong key',
    turns: [{ fault: { kind: 'status', status: 401, message: 'Incorrect API key provided.' } }],
    code: 'provider.unauthorized',
    says: /OPENAI_API_KEY/u,
  },
  {
    title: 'a model that talks nonsense',
    turns: repeat({ text: 'Blah blah.' }),
    code: 'agent.stuck',
    says: /without calling a tool/u,
  },
  {
    title: 'a model that repeats the same call',
    turns: repeat({ toolCalls: [call('read_file', { path: 'add.mjs' })] }),
    code: 'agent.stuck',
    says: /read_file with the same arguments 3 times/u,
  },
  {
    title: 'a model that calls tools there are not',
    turns: repeat({ toolCalls: [call('format_disk', {})] }),
    code: 'agent.stuck',
    says: /format_disk/u,
  },
  {
    title: 'a model that never submits',
    turns: Array.from({ length: 10 }, (_, index) => ({
      toolCalls: [call('read_file', { path: 'add.mjs', endLine: index + 1 })],
    })),
    args: ['--max-steps', '5'],
    code: 'budget.exceeded',
    says: /did not finish within 5 steps/u,
  },
  {
    title: 'a model that refuses',
    turns: [{ text: 'No.', stopReason: 'refused' }],
    code: 'provider.refused',
    says: /refused/u,
  },
];

describe('a run that goes wrong', () => {
  for (const { title, turns, code, says, args = [] } of misbehaviours) {
    it(`because of ${title} ends with a sentence and is in the history`, async () => {
      await using project = await createTestProject();
      await using server = await startScriptedServer('openai', turns);

      const result = await project.run(['solve', 'Fix add', '--sandbox', 'embedded', ...args, '--json'], {
        server,
      });

      const end = finishedEvent(result);
      // A cap can be raised: such a run waits for that.
      const outcome = code === 'budget.exceeded' ? 'paused' : 'failed';
      assert.deepEqual([result.exitCode, end.outcome, end.failure?.code], [1, outcome, code]);
      assert.match(end.failure?.message ?? '', says);
      const { stdout } = await project.run(['history', end.runId]);
      assert.match(stdout, outcome === 'paused' ? /▲ Paused\./u : /✘ Not solved\./u);
      assert.deepEqual(await project.files(), wrongSum);
    });
  }

  it('because Docker is configured but dead waits for it, and has lost nothing', async () => {
    await using project = await createTestProject();
    await using server = await startScriptedServer('openai', [solves]);

    const result = await project.run(
      ['solve', 'Fix add', '--sandbox', 'docker', '--check', 'node check.mjs'],
      { server },
    );

    assert.equal(result.exitCode, 1);
    assert.match(result.stdout, /▲ Paused\. Docker is not answering at .*no-docker\.sock/u);
    assert.match(result.stdout, /resume \w+ +go on from there; nothing is paid twice/u);
    const resumed = await project.run(['resume', '--sandbox', 'embedded', '--json'], { server });
    assert.equal(finishedEvent(resumed).outcome, 'completed');
    assert.equal(server.requests.length, 1);
  });

  it('writes nothing outside the workspace, and nothing into .git or .vscode', async () => {
    await using project = await createTestProject({
      ...wrongSum,
      '.git/config': '[core]\n',
      '.vscode/settings.json': '{}\n',
    });
    const bad = [
      '../outside.txt',
      '/tmp/outside.txt',
      '.git/hooks/pre-commit',
      '.vscode/tasks.json',
      '.GIT/config',
    ];
    await using server = await startScriptedServer('openai', [
      { toolCalls: bad.map(file => call('write_file', { path: file, content: 'x' })) },
      { toolCalls: [...(solves.toolCalls ?? []).slice(0, 1), submitWork] },
    ]);

    const args = [
      'solve',
      'Fix add',
      '--sandbox',
      'embedded',
      '--check',
      'node check.mjs',
      '--json',
      '--apply',
      'all',
    ];
    const end = finishedEvent(await project.run(args, { server }));

    assert.deepEqual(end.applied, ['add.mjs']);
    assert.deepEqual(await project.files(), {
      ...wrongSum,
      'add.mjs': rightSum,
      '.git/config': '[core]\n',
      '.vscode/settings.json': '{}\n',
    });
  });
});
