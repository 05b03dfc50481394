import assert from 'node:assert/strict';
import { openForTest, runForTest, skipWithoutRuntime } from '../../../test/embedded-sandboxes.ts';
import type { CommandResult } from '../../engine/ports/sandbox.ts';

const mainGuards = [
  ['require.main', 'main.js', "if (require.main === module) console.log('main', process.argv[2]);"],
  ['import.meta.main', 'main.ts', "if (import.meta.main) console.log('main' as string, process.argv[2]);"],
  [
    "the comparison of the module's path",
    'main.mjs',
    "import { fileURLToPath } from 'node:url';\nif (process.argv[1] === fileURLToPath(import.meta.url)) console.log('main', process.argv[2]);",
  ],
] as const;

const sum = 'exports.sum = (a, b) => a - b;';
const sumTest = `const assert = require('node:assert/strict');
const { describe, it } = require('node:test');
const { sum } = require('../src/sum');

describe('sums', () => {
  it('nothing', () => {});
  it('numbers', async () => assert.equal(sum(1, 2), 3));
  it.skip('later', () => {});
});
`;

const redTest = "import assert from 'node:assert';\nimport { mock, test } from 'node:test';\n";
const forgeries: readonly (readonly [string, string])[] = [
  [
    'an early exit in a test',
    `${redTest}test('exits', () => process.exit(0));\ntest('red', () => assert.ok(false));`,
  ],
  [
    'an exit code set afterwards',
    `${redTest}test('red', () => assert.ok(false));\nprocess.on('exit', () => { process.exitCode = 0; });`,
  ],
  ['a test that never ends', `${redTest}test('waits', () => new Promise(() => {}));`],
  [
    'an error that no test waits for',
    `${redTest}test('green', async () => {\n  setTimeout(() => { throw new Error('late'); }, 1);\n  await new Promise(done => setTimeout(done, 20));\n});`,
  ],
  [
    'a console that says nothing',
    `${redTest}test('red', () => { mock.method(console, 'log', () => {}); assert.ok(false); });`,
  ],
  ['a top-level promise that never settles', 'await new Promise(() => {});'],
  ['a rejection that nobody handles', "Promise.reject(new Error('lost'));"],
  [
    'an error after its tests were registered',
    `${redTest}test('green', () => {});\nthrow new Error('late');`,
  ],
];

describe('JavaScript and TypeScript in the embedded sandbox', function () {
  this.timeout(60_000);
  before(function () {
    skipWithoutRuntime(this);
  });

  it('runs TypeScript that imports without an extension, or with that of the compiled file', async () => {
    const result = await script(
      {
        'main.ts': `
import { add } from './lib/add';
import { sub } from './sub.js';
import fs from 'fs';
enum Colour { Red = 7 }
class Point { constructor(readonly x: number) {} }
console.log(add(1, 2), sub(3, 1), Colour.Red, new Point(5).x, fs.existsSync('main.ts'));
`,
        'lib/add.ts': 'export const add = (a: number, b: number): number => a + b;',
        'sub.ts': 'export const sub = (a: number, b: number): number => a - b;',
      },
      'npx -y tsx main.ts',
    );

    assert.deepEqual([result.exitCode, result.stdout, result.stderr], [0, '3 2 7 5 true\n', '']);
  });

  for (const [what, name, code] of mainGuards) {
    it(`runs what stands behind ${what}`, async () => {
      await using sandbox = await openForTest({ [name]: code });
      const result = await runForTest(sandbox, `node ${name} argument`);

      assert.deepEqual([result.exitCode, result.stdout, result.stderr], [0, 'main argument\n', '']);
      assert.equal((await runForTest(sandbox, `cat ${name}`)).stdout, code);
    });
  }

  it('sees variables that were set before the command, and those it sets itself', async () => {
    const code = `
import os from 'node:os';
import { env } from 'node:process';
env.MADE = 'here';
console.log(process.env.MODE, process.env.MADE, 'MODE' in process.env, process.env.PATH, os.tmpdir());
`;
    assert.equal(
      (await script({ 'main.mjs': code }, 'MODE=fast node main.mjs')).stdout,
      'fast here true undefined /tmp\n',
    );
  });

  it('evaluates code in the command line', async () => {
    const files = { 'lib.js': 'exports.value = 41;' };

    assert.equal((await script(files, `node -p "require('./lib').value + 1"`)).stdout, '42\n');
    assert.equal((await script(files, `node -e "console.log(process.argv.length)" x`)).stdout, '2\n');
  });

  it('runs the scripts of package.json with what stands around them', async () => {
    const result = await script(
      {
        'package.json': JSON.stringify({
          scripts: {
            pretest: 'echo before',
            test: 'node check.js',
            posttest: 'npm run last',
            last: 'echo after',
          },
        }),
        'check.js': 'console.log(process.argv.slice(2).join());',
      },
      'npm test -- --flag "a b"',
    );

    assert.deepEqual([result.exitCode, result.stdout], [0, 'before\n--flag,a b\nafter\n']);
  });

  it('shows failed tests with their place, like the reporter of Node', async () => {
    const result = await script({ 'src/sum.js': sum, 'test/sum.test.js': sumTest }, 'node --test');

    assert.equal(result.exitCode, 1);
    assert.match(
      result.stdout,
      /^▶ sums\n {2}✔ nothing \(.*ms\)\n {2}✖ numbers \(.*\n {2}﹣ later # SKIP\n✖ sums/u,
    );
    assert.match(result.stdout, /ℹ tests 3\nℹ suites 1\nℹ pass 1\nℹ fail 1\nℹ cancelled 0\nℹ skipped 1\n/u);
    assert.match(
      result.stdout,
      /✖ failing tests:\n\ntest at \/workspace\/test\/sum\.test\.js:7:\d+\n✖ numbers .*\n {2}AssertionError \[ERR_ASSERTION\]: Expected values to be strictly equal:\n {2}\n {2}-1 !== 3\n/u,
    );
    assert.doesNotMatch(result.stdout, /runtime\//u);
  });

  it('adds up the tests of several files, and takes each for a test itself', async () => {
    const files = {
      'a.test.mjs': "import { test } from 'node:test';\ntest('a', () => {});\ntest('b', () => {});",
      'b.test.ts': 'const answer: number = 42;\nconsole.log(answer);',
      'c.test.mjs': "throw new Error('not even loaded');",
    };
    const all = await script(files, 'node --test');
    const green = await script(files, 'node --test a.test.mjs "b.*.ts"');

    assert.match(all.stdout, /ℹ tests 4\nℹ suites 0\nℹ pass 3\nℹ fail 1\n[\s\S]*✖ c\.test\.mjs/u);
    assert.match(all.stderr, /not even loaded/u);
    assert.match(green.stdout, /ℹ pass 3\nℹ fail 0\n/u);
    assert.deepEqual([all.exitCode, green.exitCode], [1, 0]);
  });

  it('runs tests that are started as a program, and those of Deno', async () => {
    const node = await script({ 'src/sum.js': sum, 'test/sum.test.js': sumTest }, 'node test/sum.test.js');
    const deno = await script(
      {
        'a_test.ts':
          "Deno.test('outer', async t => { await t.step('inner', () => { throw new Error('red'); }); });",
      },
      'deno test --allow-all',
    );

    assert.match(node.stdout, /ℹ fail 1\n/u);
    assert.match(deno.stdout, /▶ outer\n {2}✖ inner/u);
    assert.deepEqual([node.exitCode, deno.exitCode], [1, 1]);
  });

  it('is red when there is nothing to test', async () => {
    assert.equal((await script({ 'main.js': '' }, 'node --test')).exitCode, 1);
    assert.match(
      (await script({}, 'node --test missing.test.js')).stderr,
      /Could not find 'missing\.test\.js'/u,
    );
  });

  for (const [what, code] of forgeries) {
    it(`is not green because of ${what}`, async () => {
      const result = await script({ 'main.mjs': code }, 'node main.mjs');

      assert.equal(result.exitCode, 1);
    });
  }

  it('names the module that is missing, or does not parse', async () => {
    const missing = await script({ 'main.mjs': "import './gone.mjs';" }, 'node main.mjs');
    const broken = await script({ 'main.ts': 'let x = ;' }, 'node main.ts');

    assert.match(missing.stderr, /^Error: Module not found "file:\/\/\/workspace\/gone\.mjs"/u);
    assert.match(broken.stderr, /^SyntaxError: Expression expected[\s\S]*main\.ts:1:9/u);
    assert.match((await script({}, 'node gone.js')).stderr, /Cannot find module 'gone\.js'/u);
  });

  it('says when a program wanted what the sandbox does not have', async () => {
    const result = await script({ 'main.mjs': "await fetch('http://127.0.0.1:18099/');" }, 'node main.mjs');

    assert.match(result.stderr, /\nNo sandbox has a network\. .*\n$/u);
  });
});

async function script(files: Readonly<Record<string, string>>, command: string): Promise<CommandResult> {
  await using sandbox = await openForTest(files);
  return await runForTest(sandbox, command);
}
