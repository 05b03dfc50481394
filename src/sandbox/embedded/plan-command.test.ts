import assert from 'node:assert/strict';
import type { Step } from './plan.ts';
import { type PlanningFolder, planCommand } from './plan-command.ts';

describe('planCommand', () => {
  for (const [line, step] of [
    ['python3 main.py a b', python('file', 'main.py', ['a', 'b'])],
    ['/usr/bin/python -u -B main.py', python('file', 'main.py', [])],
    ['python3.12 -c "print(1)" x', python('code', 'print(1)', ['x'])],
    ['python -m unittest discover -s tests', python('module', 'unittest', ['discover', '-s', 'tests'])],
    ['python -X dev main.py', python('file', 'main.py', [])],
    ['node main.js a', { kind: 'script', target: 'main.js', args: ['a'] }],
    ['node --no-warnings --import tsx main.ts', { kind: 'script', target: 'main.ts', args: [] }],
    ['node --experimental-strip-types main.ts', { kind: 'script', target: 'main.ts', args: [] }],
    ['tsx main.ts', { kind: 'script', target: 'main.ts', args: [] }],
    ['npx --yes tsx main.ts -v', { kind: 'script', target: 'main.ts', args: ['-v'] }],
    ['deno run -A main.ts x', { kind: 'script', target: 'main.ts', args: ['x'] }],
    ['node -e "1" a', { kind: 'code', code: '1', printsValue: false, args: ['a'] }],
    ['node -p "1"', { kind: 'code', code: '1', printsValue: true, args: [] }],
    ['node --test', { kind: 'tests', runner: 'node', patterns: [] }],
    [
      'node --test --test-reporter=tap "a/*.js" b',
      { kind: 'tests', runner: 'node', patterns: ['a/*.js', 'b'] },
    ],
    ['node --test-reporter spec --test a.js', { kind: 'tests', runner: 'node', patterns: ['a.js'] }],
    ['deno test --allow-read', { kind: 'tests', runner: 'deno', patterns: [] }],
    ['echo *.md', { kind: 'builtin', name: 'echo', args: ['a.md', 'b.md'] }],
    ['echo *.none', { kind: 'builtin', name: 'echo', args: ['*.none'] }],
    ['A=b', { kind: 'builtin', name: 'true', args: [] }],
  ] as const) {
    it(`understands \`${line}\``, async () => {
      assert.deepEqual((await planned(line)).at(0)?.step, step);
    });
  }

  for (const [line, reason] of [
    ['pytest -q', /no pytest\. Write the tests for `python -m unittest`, or use the Docker sandbox/u],
    ['python3 -m pytest', /no pytest/u],
    ['pip install numpy', /no `pip`.*no installed packages/u],
    ['python -m mypy .', /no `mypy`/u],
    ['python', /no interactive Python/u],
    ['python -O main.py', /Python's option `-O`/u],
    ['node', /no interactive Node/u],
    ['node --inspect main.js', /Node's option `--inspect`/u],
    ['node --import ./setup.js main.js', /cannot load `\.\/setup\.js`/u],
    ['deno compile main.ts', /deno compile/u],
    ['npx vitest run', /npx vitest.*no installed packages/u],
    ['npm install', /npm install.*installs nothing/u],
    ['npm run nothing', /no script `nothing`/u],
    ['npm test --workspaces', /npm test --workspaces/u],
    ['cargo test', /cannot run `cargo`.*--sandbox docker.*\.$/u],
    ['./run.sh', /cannot run `\.\/run\.sh`/u],
    ['cd /etc && cat passwd', /no folder outside the workspace/u],
    ['npm run loop', /without an end/u],
    ['npm run foreign', /cannot run `vitest`/u],
    ['cd broken && npm test', /package\.json as JSON/u],
    ['cd empty && npm test', /without a package\.json/u],
  ] as const) {
    it(`says why it cannot run \`${line}\``, async () => {
      const plan = await planCommand(line, folder);

      assert.equal(plan.kind, 'unsupported');
      assert.match(plan.kind === 'unsupported' ? plan.reason : '', reason);
    });
  }

  it('keeps variables with the one program they stand before', async () => {
    assert.deepEqual(
      (await planned('A=1 B="2 3" node a.js && node b.js')).map(({ environment }) => environment),
      [{ A: '1', B: '2 3' }, {}],
    );
  });

  it('runs what follows `cd` there', async () => {
    assert.deepEqual(
      (await planned('cd pkg && node a.js; cd .. && cd pkg/deep && ls *.js')).map(
        ({ directory }) => directory,
      ),
      ['', 'pkg', 'pkg', '', 'pkg/deep'],
    );
    assert.deepEqual((await planned('cd pkg && echo *.js')).at(1)?.step, {
      kind: 'builtin',
      name: 'echo',
      args: ['one.js'],
    });
  });

  it('takes the scripts of package.json apart, with arguments and variables', async () => {
    const [command] = await planned(`MODE=x npm run check -- "it's" 2>&1`);
    const scripts = command?.step.kind === 'sequence' ? command.step.commands : [];
    const steps = scripts.flatMap(({ step }) => (step.kind === 'sequence' ? step.commands : []));

    assert.deepEqual(
      steps.map(({ step, environment }) => [step, environment]),
      [
        [{ kind: 'builtin', name: 'echo', args: ['first'] }, { MODE: 'x' }],
        [
          { kind: 'script', target: 'check.js', args: ["it's"] },
          { MODE: 'x', NODE_ENV: 'test' },
        ],
      ],
    );
    assert.equal(command?.mergesErrors, true);
  });
});

const files: Readonly<Record<string, string>> = {
  'a.md': '',
  'b.md': '',
  'broken/package.json': '{',
  'package.json': JSON.stringify({
    scripts: {
      precheck: 'echo first',
      check: 'NODE_ENV=test node check.js',
      loop: 'npm run loop',
      foreign: 'vitest run',
    },
  }),
  'pkg/one.js': '',
  'pkg/deep/two.js': '',
};

const folder: PlanningFolder = {
  readText: async path => files[path],
  list: async () => Object.keys(files).sort(),
};

async function planned(line: string) {
  const plan = await planCommand(line, folder);
  assert.equal(plan.kind, 'plan', JSON.stringify(plan));
  return plan.kind === 'plan' ? plan.commands : [];
}

function python(kind: 'file' | 'code' | 'module', target: string, args: readonly string[]): Step {
  return { kind: 'python', program: { kind, target, args } };
}
