import { randomBytes } from 'node:crypto';
import { readFile, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { runDeno } from './deno-process.ts';
import { withMainGuard } from './main-guard.ts';
import { ended, type ProgramEnd, type ProgramPlace } from './program-place.ts';
import type { FinishedTests, ScriptJob, ScriptProgram, TestReport } from './runtime/script-job.ts';
import { resolveWorkPath } from './work-path.ts';

export interface ScriptEnd extends ProgramEnd {
  /** Present when the program registered tests and all of them ran. */
  readonly tests?: FinishedTests;
}

/** Runs a JavaScript or TypeScript file, as `node` finds it. */
export async function runScript(
  step: { readonly target: string; readonly args: readonly string[] },
  summary: ScriptJob['summary'],
  place: ProgramPlace,
): Promise<ScriptEnd> {
  const file = await findEntry(step.target, place);
  if (file === undefined) {
    place.print('stderr', `Error: Cannot find module '${step.target}'\n`);
    return ended(1);
  }
  const program: ScriptProgram = { kind: 'file', path: path.join(place.folder.root, file) };
  return await withMainGuard(file, place.folder, () =>
    runProgram({ program, args: step.args, summary }, place),
  );
}

/** Runs JavaScript that stands in the command line. */
export async function runCode(
  step: { readonly code: string; readonly printsValue: boolean; readonly args: readonly string[] },
  place: ProgramPlace,
): Promise<ScriptEnd> {
  const { code, printsValue, args } = step;
  return await runProgram({ program: { kind: 'code', code, printsValue }, args, summary: 'runner' }, place);
}

async function findEntry(target: string, { folder, directory }: ProgramPlace): Promise<string | undefined> {
  const asked = resolveWorkPath(directory, target);
  if (asked === undefined) return undefined;
  for (const name of [asked, ...entrySuffixes.map(suffix => `${asked}${suffix}`)]) {
    const relative = name.replace(/^\//u, '');
    if (relative !== '' && (await folder.isFile(relative))) return relative;
  }
  return undefined;
}

const extensions = ['.js', '.cjs', '.mjs', '.ts', '.cts', '.mts'];
const entrySuffixes = [...extensions, ...extensions.map(extension => `/index${extension}`)];

async function runProgram(
  job: Pick<ScriptJob, 'program' | 'args' | 'summary'>,
  place: ProgramPlace,
): Promise<ScriptEnd> {
  const { runtime, folders, directory, memoryMb, timeoutMs, signal } = place;
  const reportPath = path.join(folders.reports, randomBytes(16).toString('hex'));
  const stdout = place.openStream('stdout');
  const stderr = place.openStream('stderr');
  const scripts = runtime.scriptsDirectory;
  const end = await runDeno({
    executable: runtime.denoExecutable,
    script: path.join(scripts, 'script-runner.ts'),
    args: [],
    label: folders.root,
    flags: [...nodeFlags, `--import-map=${path.join(scripts, 'node-builtins.json')}`],
    v8Flags: [`--max-old-space-size=${memoryMb}`],
    readable: [folders.work, folders.temporary],
    writable: [folders.work, folders.temporary, reportPath],
    workingDirectory: path.join(folders.work, directory),
    denoDirectory: folders.deno,
    input: encode({ ...job, environment: environmentFor(place), reportPath }),
    onStdout: bytes => stdout.write(bytes),
    onStderr: bytes => stderr.write(bytes),
    signal,
    timeoutMs,
    maxResidentMb: memoryMb + runtimeMb,
    maxDiskMb: memoryMb,
  });
  stdout.end();
  stderr.end();
  if (end.outOfDisk) place.print('stderr', `The program filled more than ${memoryMb} MB and was ended.\n`);
  return await judgeTests(end, reportPath, place);
}

// What Node understands and Deno has to be told to.
const nodeFlags = ['--unstable-sloppy-imports', '--unstable-detect-cjs'];

// Deno itself, with V8's young generation and compiled code.
const runtimeMb = 256;

function encode(job: ScriptJob): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(job));
}

function environmentFor({ folders, environment }: ProgramPlace): Record<string, string> {
  const { temporary } = folders;
  return { HOME: temporary, TMPDIR: temporary, TMP: temporary, TEMP: temporary, ...environment };
}

/** Tests that did not all run to their end are red, whatever the program says. */
async function judgeTests(end: ProgramEnd, reportPath: string, place: ProgramPlace): Promise<ScriptEnd> {
  const report = await readReport(reportPath);
  if (report === undefined || end.timedOut) return end;
  if (report.state === 'running') {
    place.print('stderr', 'The program ended before its tests did.\n');
    return { ...end, exitCode: end.exitCode === 0 ? 1 : end.exitCode };
  }
  const isHidden = end.exitCode === 0 && report.failed > 0;
  return { ...end, exitCode: isHidden ? 1 : end.exitCode, tests: report };
}

async function readReport(file: string): Promise<TestReport | undefined> {
  const stats = await stat(file).catch(() => undefined);
  if (stats === undefined) return undefined;
  const text = stats.size > maxReportBytes ? '' : await readFile(file, 'utf8');
  await rm(file);
  return parseReport(text) ?? { state: 'running' };
}

const maxReportBytes = 16 * 1024 * 1024;

/** Undefined when the process was killed while it wrote. */
function parseReport(text: string): TestReport | undefined {
  try {
    return JSON.parse(text) as TestReport;
  } catch {
    return undefined;
  }
}
