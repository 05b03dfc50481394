import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import type { CliBench } from './cli-bench.ts';

export interface CliRun {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** The most memory that the process itself held at once; undefined where the system does not tell. */
  readonly peakBytes: number | undefined;
}

export interface CliCall {
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly onSpawn?: (pid: number) => void;
}

/** Runs the command line to its end. */
export async function runCli(bench: CliBench, { args, env, onSpawn }: CliCall): Promise<CliRun> {
  const peakFile = path.join(bench.folder, 'peak-memory');
  const child = spawn(process.execPath, [...recordPeak, bench.cliFile, ...args], {
    env: { ...bench.env, ...env, PEAK_FILE: peakFile },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  if (child.pid !== undefined) onSpawn?.(child.pid);
  const [exitCode, stdout, stderr] = await Promise.all([
    new Promise<number | null>((resolve, reject) => child.once('exit', resolve).once('error', reject)),
    text(child.stdout),
    text(child.stderr),
  ]);
  return { exitCode, stdout, stderr, peakBytes: await readPeak(peakFile) };
}

/**
 * The process writes down its own peak when it ends. Linux's account of it, because the `maxRSS` of a child
 * also counts what its parent held when it was born.
 */
const recordPeak = [
  '--import',
  `data:text/javascript,${encodeURIComponent(
    `import { existsSync, readFileSync, writeFileSync } from 'node:fs';
    const status = '/proc/self/status';
    process.on('exit', () => writeFileSync(process.env.PEAK_FILE, existsSync(status) ? readFileSync(status) : ''));`,
  )}`,
];

async function readPeak(file: string): Promise<number | undefined> {
  const [, kibibytes] = /^VmHWM:\s*(\d+) kB$/m.exec(await readFile(file, 'utf8')) ?? [];
  return kibibytes === undefined ? undefined : Number(kibibytes) * 1024;
}
