/** One Node process, which ends its output with its totals, see test-totals.ts. */
export interface TestGroup {
  readonly name: string;
  readonly args: readonly string[];
  /** It prints no totals: all of it is one test, which passes with exit code 0. */
  readonly isOneTest?: boolean;
}

const reporter = 'test/runner/totals-reporter.ts';
const mocha = ['node_modules/mocha/bin/mocha.js', '--reporter', reporter];

/** Tests that start real sandboxes: too slow to be run while one writes. */
const realSandboxes = [
  ...['docker', 'devcontainer', 'embedded'].map(name => `src/sandbox/${name}/**/*.test.ts`),
  'src/bench/judge/*-judge.test.ts',
  'benchmarks/suites/*.test.ts',
];

// Biome colours by itself what is not read by a terminal.
const colors = process.stdout.isTTY ? [] : ['--colors=off'];

/** What must hold before a test makes sense. */
const testSteps: readonly Omit<TestGroup, 'isOneTest'>[] = [
  { name: 'build', args: ['esbuild.mjs'] },
  { name: 'types', args: ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.json'] },
  {
    name: 'types of the engine',
    args: ['node_modules/typescript/bin/tsc', '-p', 'src/engine/tsconfig.json'],
  },
  {
    name: 'types of the webviews',
    args: ['node_modules/typescript/bin/tsc', '-p', 'webview-ui/tsconfig.json'],
  },
  { name: 'lint', args: ['node_modules/@biomejs/biome/bin/biome', 'ci', '--error-on-warnings', ...colors] },
  { name: 'dead code', args: ['node_modules/knip/bin/knip.js'] },
];

/** Everything there is to test, the quick ones first. */
export const testGroups: readonly TestGroup[] = [
  ...testSteps.map(step => ({ ...step, isOneTest: true })),
  {
    name: 'unit',
    args: [
      ...mocha,
      ...realSandboxes.flatMap(pattern => ['--ignore', pattern]),
      '{src,webview-ui}/**/*.test.ts',
      'test/*.test.ts',
      'benchmarks/**/*.test.ts',
      'test/{runner,servers,fakes,conformance,campaign}/**/*.test.ts',
    ],
  },
  { name: 'sandboxes', args: [...mocha, '--timeout', '60000', ...realSandboxes] },
  { name: 'command line', args: [...mocha, '--timeout', '60000', 'test/e2e/cli/**/*.test.ts'] },
  { name: 'projects', args: [...mocha, '--timeout', '180000', 'test/e2e/projects/**/*.test.ts'] },
  { name: 'webviews', args: [...mocha, '--timeout', '60000', 'test/webview/**/*.test.ts'] },
  { name: 'extension host', args: ['test/vscode/run.ts', 'host'] },
  { name: 'window', args: ['test/vscode/run.ts', 'window'] },
];
