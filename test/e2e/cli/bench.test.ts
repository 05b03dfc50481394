import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { needDockerEngine } from '../../docker-engine.ts';
import { type ScriptedRequest, startScriptedServer } from '../../servers/scripted-server.ts';
import type { ScriptedTurn } from '../../servers/scripted-turn.ts';
import { createTestProject, type TestProject } from './support/test-project.ts';
import { call, submitReview, submitWork } from './support/turns.ts';

/** Right at once, right after a repair, and never right. */
const names = ['one', 'two', 'three'] as const;

const records = names.map((name, index) => ({
  task_id: `T/${index}`,
  prompt: `def ${name}():\n    """Returns ${index + 1}.\n\n    >>> ${name}()\n    ${index + 1}\n    """\n`,
  entry_point: name,
  canonical_solution: `    return ${index + 1}\n`,
  test: `def check(candidate):\n    assert candidate() == ${index + 1}, 'a-hidden-message'\n`,
}));

/** A model whose answers are known: it writes a number, and the number is right or wrong. */
function answer({ body }: ScriptedRequest): ScriptedTurn {
  const asked = JSON.stringify(body);
  assert.doesNotMatch(asked, /a-hidden-message|def check/u);
  const index = names.findIndex(name => asked.includes(`def ${name}()`));
  const isReview = asked.includes("CodeForge's reviewer agent");
  const tries = asked.split('return ').length;
  const value = index === 0 || (index === 1 && isReview) ? index + 1 : 100 * tries;
  const content = `${records[index]?.prompt ?? ''}    return ${value}\n`;
  return {
    toolCalls: [call('write_file', { path: 'solution.py', content }), isReview ? submitReview() : submitWork],
  };
}

function paid(request: ScriptedRequest): ScriptedTurn {
  return { ...answer(request), costUsd: 0.25 };
}

const expected = {
  tasks: 3,
  samples: 3,
  withoutRepair: 1 / 3,
  withRepair: 2 / 3,
  lift: 1 / 3,
  passAtK: { 1: 2 / 3 },
  averageRepairs: 1,
};

describe('codeforge bench run', function () {
  this.timeout(300_000);
  before(function () {
    return needDockerEngine(this);
  });

  it('reports exactly what a model whose answers are known has done, and replays it without a model', async () => {
    await using project = await createTestProject();
    await using server = await startScriptedServer('openai', answer);
    const run = await bench(project, ['--out', 'full'], server);

    assert.deepEqual(numbersOf(run), expected);
    const results = await resultsOf(project, 'full');
    assert.deepEqual(
      results
        .map(({ taskId, first, final, repairs }) => [taskId, first.passed, final.passed, repairs])
        .sort(),
      [
        ['T/0', true, true, 0],
        ['T/1', false, true, 1],
        ['T/2', false, false, 2],
      ],
    );
    const asked = server.requests.length;
    const replayed = await replay(project, ['--out', 'again', '--replay', 'full']);
    assert.deepEqual([numbersOf(replayed), server.requests.length], [expected, asked]);
    assert.equal(replayed['costUsd'], 0);

    const report = await project.run(['bench', 'report', 'full', 'again', '--gate', '--json']);
    const same = { pairs: 3, gained: [], lost: [], p: 1, missing: [], isWorse: false };
    assert.deepEqual(JSON.parse(report.stdout), same);
  });

  it('reports and counts the same after kill -9 and going on, and pays for nothing twice', async () => {
    await using undisturbed = await createTestProject();
    await using whole = await startScriptedServer('openai', paid);
    const expectedScore = await bench(undisturbed, ['--out', 'run', '--concurrency', '1'], whole);

    await using project = await createTestProject();
    await using server = await startScriptedServer('openai', paid);
    await writeSuite(project);
    const env = { ...project.env(server), DOCKER_HOST: engineHost };
    const killed = project.start([...command, '--out', 'run', '--concurrency', '1'], { env });
    await server.waitForRequests(3);
    await killed[Symbol.asyncDispose]();
    const run = await bench(project, ['--out', 'run', '--concurrency', '1'], server);

    assert.deepEqual(numbersOf(run), expected);
    assert.deepEqual(amountsOf(run), amountsOf(expectedScore));
    assert.deepEqual(await spentOn(project), await spentOn(undisturbed));
    // What was being asked when the process died cannot have been heard.
    assert.ok(server.requests.length <= whole.requests.length + 1, `${server.requests.length}`);
  });

  it('reports and counts the same when the model died halfway, and what it had answered is given again', async () => {
    await using undisturbed = await createTestProject();
    await using whole = await startScriptedServer('openai', paid);
    const expectedScore = await bench(undisturbed, ['--out', 'run', '--concurrency', '1'], whole);

    await using project = await createTestProject();
    // The second problem's repair is refused: its run has failed for good, and is begun anew.
    await using dying = await startScriptedServer('openai', (request, index) =>
      index < 2 ? paid(request) : { fault: { kind: 'status', status: 401 } },
    );
    await writeSuite(project);
    const dead = await project.run([...command, '--out', 'run', '--concurrency', '1'], {
      env: { ...project.env(dying), DOCKER_HOST: engineHost },
    });
    assert.equal(dead.exitCode, 2, dead.stdout);
    await using server = await startScriptedServer('openai', paid);
    const run = await bench(project, ['--out', 'run', '--concurrency', '1'], server);

    assert.equal(server.requests.length, whole.requests.length - 2);
    assert.deepEqual(numbersOf(run), expected);
    assert.deepEqual(amountsOf(run), amountsOf(expectedScore));
    assert.deepEqual(await spentOn(project), await spentOn(undisturbed));
    const replayed = await replay(project, ['--out', 'again', '--replay', 'run']);
    assert.deepEqual(amountsOf(replayed), { ...amountsOf(expectedScore), costUsd: 0 });
    assert.deepEqual(await spentOn(project), await spentOn(undisturbed));
  });

  it('replays models that were chosen by tier without a key for any of them', async () => {
    await using project = await createTestProject();
    await using server = await startScriptedServer('openai', paid);
    await writeSuite(project);
    const env = { ...project.env(server), DOCKER_HOST: engineHost };
    const byTier = command.filter(word => !['--model', 'openai/gpt-5-mini'].includes(word));
    const first = await project.run([...byTier, '--out', 'run', '--ids', 'T/0'], { env });
    assert.equal(first.exitCode, 0, first.stdout + first.stderr);

    const replayed = await replay(project, ['--out', 'again', '--replay', 'run', '--ids', 'T/0']);
    assert.deepEqual([replayed['samples'], replayed['costUsd']], [1, 0]);
    const orders = ['run', 'again'].map(async folder => JSON.parse(await project.read(`${folder}/run.json`)));
    const [order, again] = await Promise.all(orders);
    assert.deepEqual([order.model, again.made.tiers], [null, order.made.tiers]);
  });

  it('ends after the first attempt without repair', async () => {
    await using project = await createTestProject();
    await using server = await startScriptedServer('openai', answer);
    const run = await bench(project, ['--out', 'plain', '--no-repair'], server);

    assert.deepEqual(numbersOf(run), {
      ...expected,
      withRepair: 1 / 3,
      lift: 0,
      passAtK: { 1: 1 / 3 },
      averageRepairs: 0,
    });
  });

  it('gates a later run: any problem that is lost or missing, or only a loss that cannot be chance', async () => {
    await using project = await createTestProject();
    await using server = await startScriptedServer('openai', answer);
    await bench(project, ['--out', 'baseline'], server);
    await bench(project, ['--out', 'worse', '--no-repair'], server);
    await bench(project, ['--out', 'part', '--ids', 'T/0'], server);
    const gate = async (other: string, ...when: readonly string[]) => {
      const { exitCode, stdout } = await project.run([
        'bench',
        'report',
        'baseline',
        other,
        '--gate',
        ...when,
      ]);
      return [exitCode, stdout.split('\n').filter(line => /^ {2}[-+?]/u.test(line))];
    };

    assert.deepEqual(await gate('baseline', 'any'), [0, []]);
    assert.deepEqual(await gate('worse'), [0, ['  - T/1']]);
    assert.deepEqual(await gate('worse', 'any'), [1, ['  - T/1']]);
    const unfinished = '  ? T/1 passed in the first, and is not finished in the second';
    assert.deepEqual(await gate('part', 'any'), [1, [unfinished]]);
  });

  it('counts every dollar of a benchmark where all other spending is counted, once', async () => {
    await using project = await createTestProject();
    await using server = await startScriptedServer('openai', paid);
    const run = await bench(project, ['--out', 'paid'], server);
    await bench(project, ['--out', 'free', '--replay', 'paid'], server);
    await bench(project, ['--out', 'paid'], server);

    const spending = JSON.parse((await project.run(['cost', '--json'])).stdout);
    const asked = server.requests.length;
    assert.equal(run['costUsd'], 0.25 * asked);
    assert.deepEqual([spending.total.calls, spending.total.reportedUsd], [asked, 0.25 * asked]);
    const namesOf = (groups: readonly { readonly name: string; readonly calls: number }[]) =>
      groups.map(({ name, calls }) => [name, calls]);
    assert.deepEqual(namesOf(spending.byModel), [['openai/gpt-5-mini', asked]]);
    assert.deepEqual(spending.byAgent.map(({ name }: { readonly name: string }) => name).sort(), [
      'coder',
      'reviewer',
    ]);
    assert.equal(spending.byDay.length, 1);
    assert.equal(spending.caps[0].countedUsd, 0.25 * asked);
  });

  it('ends before a call that could exceed its cap, in words about the benchmark, and goes on under a higher one', async () => {
    await using project = await createTestProject();
    await using server = await startScriptedServer('openai', paid);
    await writeSuite(project);
    const env = { ...project.env(server), DOCKER_HOST: engineHost };
    const capped = await project.run([...command, '--out', 'capped', '--max-cost', '0.3'], { env });

    assert.equal(capped.exitCode, 2);
    const last = JSON.parse(capped.stdout.trimEnd().split('\n').at(-1) ?? '');
    assert.equal(last.code, 'budget.exceeded');
    assert.match(last.message, /of the \$0\.300 cap of the benchmark is left\. What is finished is kept/u);
    const run = await bench(project, ['--out', 'capped', '--max-cost', '20'], server);
    assert.deepEqual(numbersOf(run), expected);
  });

  it('lets problems at once wait for one another where a price is not known, instead of giving up', async () => {
    await using project = await createTestProject();
    await using server = await startScriptedServer('openai', answer);
    const unknown = ['--model', 'openai/nobody-knows', '--concurrency', '2', '--max-cost', '5'];
    const run = await bench(project, ['--out', 'unknown', ...unknown], server);

    assert.deepEqual(numbersOf(run), expected);
    assert.equal(run['costUsd'], null);
  });

  it('lets only one process at a time work at a run, and takes nothing from under it', async () => {
    await using project = await createTestProject();
    await using server = await startScriptedServer('openai', (request, index) => ({
      ...answer(request),
      ...(index === 0 && { fault: { kind: 'stall', afterEvents: 0 } }),
    }));
    await writeSuite(project);
    const env = { ...project.env(server), DOCKER_HOST: engineHost };
    const args = [...command, '--out', 'shared', '--concurrency', '1'];
    await using first = project.start(args, { env });
    await server.waitForRequests(1);
    const before = (await project.files())['shared/answers.jsonl'];
    // A second one finds a line that is being written.
    await project.write('shared/results.jsonl', '{"taskId":');
    const second = await project.run(args, { env });

    assert.equal(second.exitCode, 1, second.stdout);
    const last = JSON.parse(second.stdout.trimEnd().split('\n').at(-1) ?? '');
    assert.equal(last.code, 'run.busy');
    assert.match(
      last.message,
      /^Another window or terminal is working on the benchmark run in .*shared\. Wait for it, stop it there, or choose another --out\.$/u,
    );
    assert.equal(await project.read('shared/results.jsonl'), '{"taskId":');
    assert.equal((await project.files())['shared/answers.jsonl'], before);
    await project.write('shared/results.jsonl', '');
    server.release();
    assert.equal((await first.result()).exitCode, 0);
    assert.deepEqual(
      (await resultsOf(project, 'shared')).map(({ taskId }) => taskId),
      ['T/0', 'T/1', 'T/2'],
    );
  });

  it('keeps what is finished when the model dies halfway, and says so', async () => {
    await using project = await createTestProject();
    await using server = await startScriptedServer('openai', (request, index) =>
      index === 0 ? answer(request) : { fault: { kind: 'status', status: 401 } },
    );
    await writeSuite(project);
    const env = { ...project.env(server), DOCKER_HOST: engineHost };
    const { exitCode, stdout } = await project.run([...command, '--out', 'dead', '--concurrency', '1'], {
      env,
    });

    assert.deepEqual([exitCode, (await resultsOf(project, 'dead')).length], [2, 1]);
    assert.match(stdout.trimEnd().split('\n').at(-1) ?? '', /"code":"provider\.unauthorized"/u);
  });
});

// The project's own environment reaches no engine.
const engineHost = process.env['DOCKER_HOST'] ?? '';

const command = [
  'bench',
  'run',
  './suite',
  '--data',
  'data.jsonl',
  '--model',
  'openai/gpt-5-mini',
  '--max-repairs',
  '2',
  '--sandbox',
  'docker',
  '--json',
];

async function bench(
  project: TestProject,
  args: readonly string[],
  server: Awaited<ReturnType<typeof startScriptedServer>>,
): Promise<Readonly<Record<string, unknown>>> {
  await writeSuite(project);
  const env = { ...project.env(server), DOCKER_HOST: engineHost };
  const { exitCode, stdout, stderr } = await project.run([...command, ...args], { env });
  assert.equal(exitCode, 0, stdout + stderr);
  return JSON.parse(stdout.trimEnd().split('\n').at(-1) ?? '');
}

/** Where there is no model and no key. */
async function replay(
  project: TestProject,
  args: readonly string[],
): Promise<Readonly<Record<string, unknown>>> {
  await writeSuite(project);
  const env = { ...project.env(), DOCKER_HOST: engineHost };
  const unnamed = command.filter(word => !['--model', 'openai/gpt-5-mini'].includes(word));
  const { exitCode, stdout, stderr } = await project.run([...unnamed, ...args], { env });
  assert.equal(exitCode, 0, stdout + stderr);
  return JSON.parse(stdout.trimEnd().split('\n').at(-1) ?? '');
}

async function writeSuite(project: TestProject): Promise<void> {
  const data = records.map(record => `${JSON.stringify(record)}\n`).join('');
  const sha256 = createHash('sha256').update(data).digest('hex');
  await mkdir(path.join(project.workspace, 'suite'), { recursive: true });
  await project.write('data.jsonl', data);
  await writeFile(
    path.join(project.workspace, 'suite', 'suite.yaml'),
    `title: Three\ndescription: For the tests.\nformat: humaneval\ndata:\n  file: data.jsonl\n  url: https://example.com/data.jsonl\n  sha256: ['${sha256}']\n  records: 3\n`,
  );
}

function numbersOf(score: Readonly<Record<string, unknown>>): unknown {
  const { tasks, samples, withoutRepair, withRepair, lift, passAtK, averageRepairs } = score as Record<
    string,
    Share
  >;
  return {
    tasks,
    samples,
    withoutRepair: shareOf(withoutRepair),
    withRepair: shareOf(withRepair),
    lift,
    passAtK,
    averageRepairs,
  };
}

/** What was spent on the run, as its score has it. */
function amountsOf({ tokens, costUsd }: Readonly<Record<string, unknown>>) {
  return { tokens, costUsd };
}

/** What the ledger has of answers; calls that nobody has heard the end of stand apart there, at their worst. */
async function spentOn(project: TestProject): Promise<unknown> {
  const { exitCode, stdout, stderr } = await project.run(['cost', '--json']);
  assert.equal(exitCode, 0, stderr);
  const { inputTokens, outputTokens, reportedUsd, computedUsd } = JSON.parse(stdout).total;
  return { inputTokens, outputTokens, reportedUsd, computedUsd };
}

interface Share {
  readonly value: number;
}

function shareOf(share: Share | undefined): number | undefined {
  return share?.value;
}

interface Line {
  readonly taskId: string;
  readonly first: { readonly passed: boolean };
  readonly final: { readonly passed: boolean };
  readonly repairs: number;
}

async function resultsOf(project: TestProject, folder: string): Promise<readonly Line[]> {
  const text = await readFile(path.join(project.workspace, folder, 'results.jsonl'), 'utf8');
  return text
    .trimEnd()
    .split('\n')
    .map(line => JSON.parse(line));
}
