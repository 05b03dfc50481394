import { readFileSync } from 'node:fs';
import Module, { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { runInThisContext } from 'node:vm';
import { deno } from './deno-api.ts';
import { isCommonJs } from './module-format.ts';
import { describeError } from './own-frames.ts';
import type { FinishedTests, ScriptJob, ScriptProgram } from './script-job.ts';
import { readStandardInput } from './standard-input.ts';
import { collectTests } from './test-collector.ts';
import { formatTestSummary } from './test-summary.ts';

// Runs one JavaScript or TypeScript program in this process. The program is imported, never the main
// module: Deno reads the main module and whatever it imports statically without asking for permission.

// Bound before the program runs: tests replace the console and the clock.
const exit = deno.exit.bind(deno);
const writeFile = deno.writeTextFileSync.bind(deno);
const print = console.log.bind(console);
const stringify = JSON.stringify;
const now = performance.now.bind(performance);

// Waits here until there is a program. Without one it is not needed any more, or nobody is left to need it.
const input = readStandardInput();
if (input.length === 0) exit(0);
const begun = now();
const lineFeed = 10;
const decoder = new TextDecoder();
const decode = decoder.decode.bind(decoder);
const endOfPath = input.indexOf(lineFeed);
const reportPath = input.subarray(0, endOfPath);
const job = JSON.parse(decode(input.subarray(endOfPath + 1))) as ScriptJob;
deno.chdir(job.directory);
installEnvironment(job.environment);
const tests = collectTests(() => report('running'));
try {
  await start(job.program, job.args);
} catch (error) {
  // What the program does on its way out cannot take it back.
  report('threw');
  console.error(describeError(error));
  exit(1);
}
if (tests.isUsed) {
  conclude(await tests.run());
}

function report(text: string): void {
  writeFile(decode(reportPath), text);
}

/** Tests set variables and read them back, so the environment is a real one, in memory. */
function installEnvironment(initial: ScriptJob['environment']): void {
  const values = new Map(Object.entries(initial));
  Object.assign(deno.env, {
    get: (name: string) => values.get(name),
    set: (name: string, value: string) => values.set(name, String(value)),
    has: (name: string) => values.has(name),
    delete: (name: string) => values.delete(name),
    toObject: () => Object.fromEntries(values),
  } satisfies Record<keyof typeof deno.env, unknown>);
}

async function start(program: ScriptProgram, args: readonly string[]): Promise<void> {
  deno.args = args;
  if (program.kind === 'code') {
    process.argv.splice(1, process.argv.length, ...args);
    startCode(program.code, program.printsValue);
    return;
  }
  process.argv.splice(1, process.argv.length, program.path, ...args);
  if (isCommonJs(program.path, readFileSync(program.path, 'utf8'))) {
    const { _load } = Module as unknown as {
      _load(file: string, parent: null, isMain: boolean): unknown;
    };
    _load(program.path, null, true);
    return;
  }
  await import(pathToFileURL(program.path).href);
}

function startCode(code: string, printsValue: boolean): void {
  const here = path.join(process.cwd(), '[eval]');
  Object.assign(globalThis, { require: createRequire(here) });
  const value: unknown = runInThisContext(code, { filename: '[eval]' });
  if (printsValue) console.log(value);
}

/** The number stands first, as text: how the rest is turned into JSON the program may have changed. */
function conclude(sum: FinishedTests | undefined): void {
  if (sum === undefined) return;
  if (job.summary === 'runner') {
    print(formatTestSummary(sum, now() - begun).trimEnd());
  }
  report(`finished ${sum.failed} ${stringify(sum)}`);
  if (sum.failed > 0) {
    deno.exitCode = 1;
  }
}
