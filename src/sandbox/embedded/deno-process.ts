import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { ForgeError } from '../../engine/forge-error.ts';
import { registerProcess } from './leftovers.ts';
import { watchDisk } from './watch-disk.ts';
import { watchMemory } from './watch-memory.ts';

/** One process of Deno, from its start to its end. It has no permission but those in `readable` and `writable`. */
export interface DenoProcessOptions {
  readonly executable: string;
  readonly script: string;
  readonly args: readonly string[];
  /** The folder that the process belongs to. Stands last on its command line, so that it can be found. */
  readonly label: string;
  readonly flags: readonly string[];
  readonly v8Flags: readonly string[];
  readonly readable: readonly string[];
  readonly writable: readonly string[];
  readonly workingDirectory: string;
  /** Where Deno keeps what it compiled. */
  readonly denoDirectory: string;
  /** All of its standard input. */
  readonly input: Uint8Array;
  readonly onStdout: (bytes: Uint8Array) => void;
  readonly onStderr: (bytes: Uint8Array) => void;
  readonly signal: AbortSignal;
  readonly timeoutMs: number;
  /** The process is killed when it holds more. */
  readonly maxResidentMb: number;
  /** Also when what it may write to comes to hold more; no single file gets any larger. */
  readonly maxDiskMb: number;
}

export interface DenoProcessEnd {
  /** Null when a signal ended it, ours or another. */
  readonly exitCode: number | null;
  readonly timedOut: boolean;
  readonly outOfMemory: boolean;
  readonly outOfDisk: boolean;
}

/** Throws the signal's reason when it fires, and only once the process is gone. */
export async function runDeno(options: DenoProcessOptions): Promise<DenoProcessEnd> {
  const { signal, timeoutMs, maxResidentMb, maxDiskMb, writable } = options;
  signal.throwIfAborted();
  const child = start(options);
  const kill = () => child.kill('SIGKILL');
  let timedOut = false;
  const timer = setTimeout(() => {
    timedOut = kill();
  }, timeoutMs);
  signal.addEventListener('abort', kill, { once: true });
  const memory = watchMemory(child.pid, maxResidentMb, kill);
  const disk = writable.length > 0 ? watchDisk(writable, { maxMb: maxDiskMb, maxFiles }, kill) : undefined;
  let lastWords = '';
  child.stdout.on('data', options.onStdout);
  child.stderr.on('data', (bytes: Buffer) => {
    lastWords = (lastWords + bytes.toString('latin1')).slice(-8_192);
    options.onStderr(bytes);
  });
  try {
    using _ = registerProcess(options.label, child.pid);
    const [exitCode] = await Promise.all([whenEnded(child, options.executable), feed(child, options.input)]);
    signal.throwIfAborted();
    const outOfMemory = memory.isExceeded || (exitCode !== 0 && heapExhausted.test(lastWords));
    return { exitCode, timedOut, outOfMemory, outOfDisk: disk?.isExceeded ?? false };
  } finally {
    kill();
    clearTimeout(timer);
    memory.stop();
    disk?.stop();
    signal.removeEventListener('abort', kill);
  }
}

// Many times as many as a workspace has, and still removed within seconds.
const maxFiles = 200_000;

// V8's own last words, on every platform.
const heapExhausted = /Fatal (?:JavaScript|process) out of memory|JavaScript heap out of memory/u;

function start(options: DenoProcessOptions): ChildProcessWithoutNullStreams {
  const { script, args, label, flags, v8Flags, readable, writable, workingDirectory } = options;
  const [executable, ...before] = withFileLimit(options);
  return spawn(
    executable,
    [
      ...before,
      'run',
      ...fixedFlags,
      ...flags,
      `--v8-flags=${v8Flags.join(',')}`,
      ...pathFlag('--allow-read', readable, workingDirectory),
      ...pathFlag('--allow-write', writable, workingDirectory),
      script,
      ...args,
      label,
    ],
    {
      cwd: workingDirectory,
      env: environment(options.denoDirectory),
      stdio: 'pipe',
      windowsHide: true,
    },
  );
}

/** The system itself keeps files small where it can: a file of nothing but holes takes no room, until it is read. */
function withFileLimit({ executable, maxDiskMb }: DenoProcessOptions): [string, ...string[]] {
  if (process.platform === 'win32') return [executable];
  // POSIX counts in blocks of 512 bytes.
  return ['/bin/sh', '-c', `ulimit -f ${maxDiskMb * 2_048} && exec "$0" "$@"`, executable];
}

// Nothing from the network, nothing from configuration files that the workspace may contain.
const fixedFlags = [
  '--no-prompt',
  '--quiet',
  '--no-check',
  '--no-remote',
  '--no-npm',
  '--cached-only',
  '--no-config',
  '--no-lock',
  '--node-modules-dir=none',
  '--ignore-env',
];

function pathFlag(flag: string, paths: readonly string[], workingDirectory: string): readonly string[] {
  if (paths.length === 0) return [];
  return [`${flag}=${paths.map(one => withoutComma(one, workingDirectory)).join(',')}`];
}

/**
 * Deno takes a comma for the end of a path, and would then allow two others. Seen from the working directory the
 * path may have none.
 */
function withoutComma(file: string, workingDirectory: string): string {
  const name = file.includes(',') ? path.relative(workingDirectory, file) || '.' : file;
  if (!name.includes(',')) return name;
  throw new ForgeError(
    'sandbox.unavailable',
    `The embedded sandbox cannot use ${file}, which has a comma in its name. Move it, or use the Docker sandbox.`,
  );
}

/** Not the host's: no key may reach the program. Windows starts nothing without its own folder. */
function environment(denoDirectory: string): NodeJS.ProcessEnv {
  const systemRoot = process.env['SystemRoot'];
  return {
    DENO_DIR: denoDirectory,
    DENO_NO_UPDATE_CHECK: '1',
    NO_COLOR: '1',
    ...(systemRoot !== undefined && { SystemRoot: systemRoot }),
  };
}

async function whenEnded(child: ChildProcessWithoutNullStreams, executable: string): Promise<number | null> {
  try {
    const [exitCode] = (await once(child, 'close')) as [number | null];
    return exitCode;
  } catch (cause) {
    throw new ForgeError(
      'sandbox.unavailable',
      `Deno could not be started from ${executable}. Install CodeForge again, or use the Docker sandbox.`,
      { cause },
    );
  }
}

async function feed(child: ChildProcessWithoutNullStreams, input: Uint8Array): Promise<void> {
  try {
    await pipeline([input], child.stdin);
  } catch {
    // The process ended before it had read everything; how it ended says the rest.
  }
}
