import { readFile, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { withMainGuard } from './main-guard.ts';
import { ended, type ProgramEnd, type ProgramPlace } from './program-place.ts';
import type { FinishedTests, ScriptJob, ScriptProgram, TestReport } from './runtime/script-job.ts';
import { restoreFolders } from './sandbox-folders.ts';
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
  const { scripts, folders, memoryMb, timeoutMs, signal } = place;
  const { process, reportPath } = scripts.take();
  const stdout = place.openStream('stdout');
  const stderr = place.openStream('stderr');
  const { outOfDisk, ...end } = await process.run({
    notes: folders.root,
    input: encode(reportPath, {
      ...job,
      environment: environmentFor(place),
      directory: path.join(folders.work, place.directory),
    }),
    onStdout: bytes => {
      stdout.write(bytes);
      return 'more';
    },
    onStderr: bytes => stderr.write(bytes),
    signal,
    timeoutMs,
    maxResidentMb: memoryMb + runtimeMb,
  });
  // The program may have put a file in the place of its folder, where nothing can be started.
  await restoreFolders(folders);
  scripts.refill();
  stdout.end();
  stderr.end();
  if (outOfDisk)
    place.print(
      'stderr',
      `The program filled more than ${memoryMb} MB or made too many files, and was ended. Write less, or use the Docker sandbox.\n`,
    );
  return await judgeTests(end, reportPath, place);
}

// Deno itself, with V8's young generation and compiled code.
const runtimeMb = 256;

function encode(reportPath: string, job: ScriptJob): Uint8Array {
  return new TextEncoder().encode(`${reportPath}\n${JSON.stringify(job)}`);
}

function environmentFor({ folders, environment }: ProgramPlace): Record<string, string> {
  const { temporary } = folders;
  return { HOME: temporary, TMPDIR: temporary, TMP: temporary, TEMP: temporary, ...environment };
}

/** A program that threw is red, and so are tests that did not all run to their end, whatever the program says. */
async function judgeTests(end: ProgramEnd, reportPath: string, place: ProgramPlace): Promise<ScriptEnd> {
  const report = await readReport(reportPath);
  if (report === undefined || end.timedOut) return end;
  if (!('failed' in report)) {
    if (report.state === 'running') place.print('stderr', 'The program ended before its tests did.\n');
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

/** Undefined when the process was killed while it wrote, or when the report contradicts itself. */
function parseReport(text: string): TestReport | undefined {
  if (text === 'threw') return { state: 'threw' };
  const [, failed, json] = /^finished (\d+) (.+)$/su.exec(text) ?? [];
  try {
    const report = JSON.parse(json ?? '') as FinishedTests;
    return report.failed === Number(failed) ? report : undefined;
  } catch {
    return undefined;
  }
}
