import type { Step, TestsStep } from './plan.ts';
import { type Unsupported, unsupported } from './unsupported.ts';

/** Reads the arguments of `node`, and of `tsx` and `ts-node`, which take the same. */
export function planNode(args: readonly string[]): Step | Unsupported {
  return planAfterOptions(args, { isTest: false });
}

/** `deno run` and `deno test`. Their permission flags are accepted and grant nothing. */
export function planDeno(args: readonly string[]): Step | Unsupported {
  const [command, ...rest] = args;
  if (command !== 'run' && command !== 'test') {
    return unsupported(`cannot run \`deno ${command ?? ''}\``, 'Use `deno run` or `deno test`');
  }
  const start = rest.findIndex(arg => !arg.startsWith('-'));
  const words = start === -1 ? [] : rest.slice(start);
  if (command === 'test') return { kind: 'tests', runner: 'deno', patterns: words };
  const [target, ...programArgs] = words;
  if (target === undefined) return unsupported('needs a file after `deno run`', 'Name one');
  return { kind: 'script', target, args: programArgs };
}

function planAfterOptions(args: readonly string[], seen: { readonly isTest: boolean }): Step | Unsupported {
  const [first, second, ...rest] = args;
  if (first === undefined) {
    if (seen.isTest) return testsStep([]);
    return unsupported('has no interactive Node', 'Name a file, or use `node -e`');
  }
  if (!first.startsWith('-')) {
    return seen.isTest ? testsStep(args) : { kind: 'script', target: first, args: args.slice(1) };
  }
  if (first === '--test') return planAfterOptions(args.slice(1), { isTest: true });
  if (first === '--') return planAfterOptions(args.slice(1), seen);
  if (codeOptions.has(first) && second !== undefined) {
    return {
      kind: 'code',
      code: second,
      printsValue: first.startsWith('-p') || first === '--print',
      args: rest,
    };
  }
  if (first === '-v' || first === '--version') {
    return { kind: 'code', code: 'process.version', printsValue: true, args: [] };
  }
  const [name = '', value] = first.split('=', 2);
  if (loaderOptions.has(name)) {
    if (!knownLoaders.has(value ?? second ?? ''))
      return unsupported(`cannot load \`${value ?? second}\` before a program`);
    return planAfterOptions(value === undefined ? rest : args.slice(1), seen);
  }
  if (valuedOptions.has(name)) return planAfterOptions(value === undefined ? rest : args.slice(1), seen);
  if (harmlessOptions.test(name)) return planAfterOptions(args.slice(1), seen);
  return unsupported(`does not know Node's option \`${name}\``, 'Leave it out');
}

const codeOptions: ReadonlySet<string> = new Set(['-e', '--eval', '-p', '--print', '-pe']);

// TypeScript runs as it is, so what would make Node understand it may be left out.
const loaderOptions: ReadonlySet<string> = new Set([
  '--import',
  '--loader',
  '--experimental-loader',
  '-r',
  '--require',
]);
const knownLoaders: ReadonlySet<string> = new Set([
  'tsx',
  'tsx/esm',
  'tsx/cjs',
  'ts-node/esm',
  'ts-node/register',
]);

// How tests are shown and how many run at once: never whether they pass.
const valuedOptions: ReadonlySet<string> = new Set([
  '--test-reporter',
  '--test-reporter-destination',
  '--test-concurrency',
  '--max-old-space-size',
]);
const harmlessOptions =
  /^--(?:no-warnings|experimental-[\w-]+|no-experimental-[\w-]+|enable-source-maps|trace-[\w-]+|stack-trace-limit|test-force-exit|disable-warning|no-deprecation|preserve-symlinks)$/u;

function testsStep(patterns: readonly string[]): TestsStep {
  return { kind: 'tests', runner: 'node', patterns };
}
