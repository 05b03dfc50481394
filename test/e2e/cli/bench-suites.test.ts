import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { needDockerEngine } from '../../docker-engine.ts';
import { startScriptedServer } from '../../servers/scripted-server.ts';
import { createTestProject, type TestProject } from './support/test-project.ts';
import { call, submitWork } from './support/turns.ts';

const runOrder = {
  format: 1,
  suite: 'mine',
  sha256: 'x',
  ids: ['a'],
  samples: 1,
  workflow: 'solve',
  model: null,
  maxRepairs: 3,
  made: {
    startedAt: '2026-01-01T00:00:00.000Z',
    source: { folder: null, data: null },
    prompts: {},
    sandbox: 'Docker',
    version: '1',
    commit: null,
  },
};

describe('codeforge bench, given what is wrong', function () {
  this.timeout(60_000);
  let project: TestProject;

  before(async () => {
    const record = JSON.stringify({
      task_id: 'HumanEval/0',
      prompt: 'def one():\n    """Returns 1."""\n',
      entry_point: 'one',
      canonical_solution: '    return 1\n',
      test: 'def check(candidate):\n    assert candidate() == 1\n',
    });
    project = await createTestProject({
      'other.jsonl': `${record}\n`,
      'cut.jsonl': `${record}\n${record.slice(0, 40)}`,
      'wrong.jsonl': `${record}\n${record.replace('"prompt"', '"promt"')}\n`,
      'array.json': `[${record}]`,
      'mine/suite.yaml': 'title: Mine\ndescription: x\nformat: tasks\n',
      'mine/tasks/a/task.md': '---\ncategory: x\ndifficulty: easy\n---\nWrite `a`.\n',
      'mine/tasks/a/tests.py': 'assert a() == 1\n',
      'mine/tasks/a/reference.py': 'def a(): return 1\n',
      'empty/notes.txt': 'nothing',
      'stranger.jsonl': '{"task_id":"b","completion":""}\n',
      'torn.jsonl': '{"task_id":"a","completion":""}\n{"task_id":',
      'damaged/run.json': JSON.stringify(runOrder),
      'damaged/results.jsonl': '{"taskId":"a"}\n',
    });
  });
  after(() => project[Symbol.asyncDispose]());

  const commands: Readonly<Record<string, readonly [string, RegExp]>> = {
    'an unknown suite': [
      'bench run his',
      /There is no suite his, and no folder.* There are everyday, humaneval, mbpp, mbpp-sanitized, repair; codeforge bench init/u,
    ],
    'an unknown id': [
      'bench run mine --ids a,b,c',
      /The suite mine has no task b, c\. Its ids look like a\./u,
    ],
    'data with another checksum': [
      'bench run humaneval --data other.jsonl',
      /other\.jsonl is not the one of this suite: its SHA-256 is [0-9a-f]{64}, and not .* Get it from https:/u,
    ],
    'data that is cut off': ['bench judge humaneval --data cut.jsonl', /cut\.jsonl .* line 2 is not JSON/u],
    'data with a wrong field': [
      'bench check humaneval --data wrong.jsonl',
      /wrong\.jsonl .* line 2, field prompt: /u,
    ],
    'data of another suite': [
      'bench judge mbpp --data array.json',
      /array\.json .* record 1, field task_id: .* name another suite/u,
    ],
    'a suite without a name': ['bench check ', /invalid for argument 'suite'\. It must not be empty/u],
    'a folder as data': ['bench run mbpp --data empty', /empty is a folder, .* such as mbpp\.jsonl\./u],
    'data that is not there': ['bench run mbpp --data none.jsonl', /none\.jsonl cannot be read\. Check/u],
    'data for a suite with its own': ['bench run mine --data other.jsonl', /Leave --data/u],
    'a folder that is no suite': [
      'bench check ./empty',
      /empty is no suite: its suite\.yaml cannot be read\. .*codeforge bench init makes one/u,
    ],
    'a folder with something in it, for a new suite': [
      'bench init empty',
      /empty is not empty, and nothing in it is touched\. Name a new one/u,
    ],
    'completions of an unknown task': [
      'bench judge mine --completions stranger.jsonl',
      /stranger\.jsonl:1: the suite mine has no task b/u,
    ],
    'completions that are cut off': [
      'bench judge mine --completions torn.jsonl',
      /torn\.jsonl:2: this is not JSON/u,
    ],
    'a run that is none': ['bench report empty', /empty holds no benchmark run/u],
    'results that are damaged': [
      'bench report damaged',
      /results\.jsonl:1 is damaged\. Take the line away to have its problem solved again/u,
    ],
  };
  for (const [name, [line, message]] of Object.entries(commands)) {
    it(`refuses ${name}, says what to do, and writes nothing`, async () => {
      const before = await project.files();
      const args = line.split(' ');
      const needsCompletions = args[1] === 'judge' && !args.includes('--completions');
      const { exitCode, stdout, stderr } = await project.run([
        ...args,
        ...(needsCompletions ? ['--completions', 'stranger.jsonl'] : []),
      ]);

      assert.match(stderr, message);
      assert.deepEqual([exitCode, stdout], [2, '']);
      assert.deepEqual(await project.files(), before);
    });
  }
});

describe('codeforge bench run --replay', () => {
  it('says of which suite the answers are, where they are of another', async () => {
    await using project = await createTestProject({ 'old/run.json': JSON.stringify(runOrder) });
    const { exitCode, stderr } = await project.run(['bench', 'run', 'repair', '--replay', 'old']);
    assert.match(
      stderr,
      /The answers in old are those of the suite mine\. Name the folder of a run of repair\./u,
    );
    assert.equal(exitCode, 2);
  });
});

describe('suites of one’s own, and those with programs to repair', function () {
  this.timeout(300_000);
  before(function () {
    return needDockerEngine(this);
  });

  it('are made by bench init, proven by bench check, and measured by bench run', async () => {
    await using project = await createTestProject({});
    const made = await project.run(['bench', 'init', 'mine']);
    assert.equal(made.exitCode, 0, made.stderr);
    assert.match(made.stdout, /codeforge bench check \.\/mine/u);

    const proven = await inDocker(project, ['bench', 'check', 'mine']);
    assert.deepEqual(
      [proven.exitCode, proven.stdout],
      [0, '1 of 1 references pass, 2 of 2 wrong programs fail.\n'],
    );

    const task = 'mine/tasks/group-by-length';
    const right = await project.read(`${task}/reference.py`);
    await using server = await startScriptedServer('openai', [writes(right)]);
    const run = await inDocker(project, [...measure('mine'), '--out', 'run'], server);
    assert.equal(run.exitCode, 0, run.stdout + run.stderr);
    assert.deepEqual(await verdictsOf(project), [['group-by-length', true, true]]);
    const asked = JSON.stringify(server.requests.map(({ body }) => body));
    assert.match(asked, /Write `group_by_length\(words\)`/u);
    assert.ok(
      !asked.includes('\\"to\\", \\"be\\", \\"or\\", \\"not\\", \\"to\\"'),
      'the hidden tests were shown',
    );

    await project.write(`${task}/wrong/is-right-after-all.py`, right);
    const doubtful = await inDocker(project, ['bench', 'check', 'mine']);
    assert.equal(doubtful.exitCode, 1);
    assert.match(
      doubtful.stdout,
      /^group-by-length: the wrong program is-right-after-all passes the hidden tests\. Add a test/u,
    );
  });

  it('begin with the wrong program and its visible test in the folder, and are judged by hidden ones', async () => {
    await using project = await createTestProject({});
    const folder = path.join(import.meta.dirname, '../../../benchmarks/suites/repair/tasks/format-money');
    const right = await readFile(path.join(folder, 'reference.py'), 'utf8');
    // It mends what the visible test shows, and nothing more.
    const half = await readFile(path.join(folder, 'wrong/puts-a-comma-behind-the-sign.py'), 'utf8');
    await using server = await startScriptedServer('openai', [
      { toolCalls: ['solution.py', 'examples.py'].map(file => call('read_file', { path: file })) },
      writes(half),
      writes(right),
    ]);
    const args = [...measure('repair'), '--ids', 'format-money', '--samples', '2', '--concurrency', '1'];
    const run = await inDocker(project, [...args, '--out', 'run'], server);

    assert.equal(run.exitCode, 0, run.stdout + run.stderr);
    assert.deepEqual(await verdictsOf(project), [
      ['format-money', false, false],
      ['format-money', true, true],
    ]);
    const asked = JSON.stringify(server.requests.map(({ body }) => body));
    assert.match(asked, /It is in solution\.py/u);
    assert.match(asked, /whole = cents \/\/ 100/u);
    assert.match(asked, /assert format_money\(-5\) == /u);
    assert.doesNotMatch(asked, /1,234,567,890\.12/u);
  });
});

function writes(content: string) {
  return { toolCalls: [call('write_file', { path: 'solution.py', content }), submitWork] };
}

function measure(suite: string): readonly string[] {
  return ['bench', 'run', suite, '--model', 'openai/gpt-5-mini', '--json'];
}

// The project's own environment reaches no engine.
function inDocker(
  project: TestProject,
  args: readonly string[],
  server?: Awaited<ReturnType<typeof startScriptedServer>>,
) {
  const env = { ...project.env(server), DOCKER_HOST: process.env['DOCKER_HOST'] ?? '' };
  return project.run([...args, '--sandbox', 'docker'], { env });
}

async function verdictsOf(project: TestProject): Promise<unknown> {
  const lines = (await project.read('run/results.jsonl')).trimEnd().split('\n');
  return lines
    .map(line => JSON.parse(line))
    .map(({ taskId, first, final }) => [taskId, first.passed, final.passed]);
}
