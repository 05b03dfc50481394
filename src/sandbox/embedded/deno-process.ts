import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { Socket } from 'node:net';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { ForgeError } from '../../engine/forge-error.ts';
import { registerProcess } from './leftovers.ts';
import { watchDisk } from './watch-disk.ts';
import { watchMemory } from './watch-memory.ts';

/** How a process of Deno starts. It has no permission but those in `readable` and `writable`. */
export interface DenoStart {
  readonly executable: string;
  readonly script: string;
  readonly args: readonly string[];
  /** Stands last on the command line, so that the process can be told from others. */
  readonly label: string;
  readonly flags: readonly string[];
  readonly v8Flags: readonly string[];
  readonly readable: readonly string[];
  readonly writable: readonly string[];
  readonly workingDirectory: string;
  /** Where Deno keeps what it compiled. */
  readonly denoDirectory: string;
  /** The process is killed when what it may write to comes to hold more; no single file gets any larger. */
  readonly maxDiskMb: number;
}

/** What the process is to do, once that is known. */
export interface DenoWork {
  /** Where a note says that the process runs, so that it can be ended when this one is killed. */
  readonly notes: string;
  /** All of its standard input. */
  readonly input: Uint8Array;
  /** `done` means that nothing more is expected: the process is ended at once. */
  readonly onStdout: (bytes: Uint8Array) => 'done' | 'more';
  readonly onStderr: (bytes: Uint8Array) => void;
  readonly signal: AbortSignal;
  readonly timeoutMs: number;
  /** The process is killed when it holds more. */
  readonly maxResidentMb: number;
}

export interface DenoProcessEnd {
  /** Null when a signal ended it, ours or another. */
  readonly exitCode: number | null;
  readonly signal: string | null;
  readonly timedOut: boolean;
  readonly outOfMemory: boolean;
  readonly peakMemoryMb: number | null;
  readonly outOfDisk: boolean;
}

/** A process that has been started and waits for its standard input. It ends when that closes. */
export interface DenoProcess {
  /** False once it has ended, or could not be started. */
  readonly isAlive: boolean;
  /** For one that waits: resolves when it has said its first word, or is gone. */
  whenHeard(): Promise<void>;
  /**
   * May be called once. Throws the signal's reason when it fires, and only once the process is gone. When the work
   * is done the process has been killed, and is gone a moment later: see `whenGone`.
   */
  run(work: DenoWork): Promise<DenoProcessEnd>;
  whenGone(): Promise<void>;
  /** For one that is not needed. Resolves when it is gone. */
  end(): Promise<void>;
}

/** It does not keep this process alive before it has something to do. */
export function startDeno(options: DenoStart): DenoProcess {
  const child = spawnDeno(options);
  const ending = whenEnded(child, options.executable);
  let isAlive = true;
  let isUsed = false;
  // Whoever gives it work hears of it; until then there is nobody to tell.
  ending
    .catch(() => {})
    .finally(() => {
      isAlive = false;
    });
  letGo(child);
  return {
    get isAlive() {
      return isAlive;
    },
    async whenHeard() {
      holdOn(child);
      const heard = new AbortController();
      const ended = ending.then(
        () => heard.abort(),
        () => heard.abort(),
      );
      await Promise.race([once(child.stdout, 'readable', { signal: heard.signal }).catch(() => {}), ended]);
      heard.abort();
      if (!isUsed) letGo(child);
    },
    run(work) {
      isUsed = true;
      return runWork({ child, ending, options }, work);
    },
    async whenGone() {
      await ending.catch(() => {});
    },
    async end() {
      holdOn(child);
      child.kill('SIGKILL');
      await ending.catch(() => {});
    },
  };
}

export async function runDeno(options: DenoStart, work: DenoWork): Promise<DenoProcessEnd> {
  work.signal.throwIfAborted();
  return await startDeno(options).run(work);
}

interface StartedDeno {
  readonly child: ChildProcessWithoutNullStreams;
  readonly ending: Promise<[exitCode: number | null, signal: string | null]>;
  readonly options: DenoStart;
}

async function runWork({ child, ending, options }: StartedDeno, work: DenoWork): Promise<DenoProcessEnd> {
  const { signal, timeoutMs, maxResidentMb } = work;
  const { writable, maxDiskMb, label } = options;
  const kill = () => child.kill('SIGKILL');
  let timedOut = false;
  const timer = setTimeout(() => {
    timedOut = kill();
  }, timeoutMs);
  const memory = watchMemory(child.pid, maxResidentMb, kill);
  const disk = writable.length > 0 ? watchDisk(writable, { maxMb: maxDiskMb, maxFiles }, kill) : undefined;
  const done = Promise.withResolvers<typeof killedWhenDone>();
  let lastWords = '';
  holdOn(child);
  signal.addEventListener('abort', kill, { once: true });
  if (signal.aborted) kill();
  child.stdout.on('data', (bytes: Buffer) => {
    memory.lookNow();
    if (work.onStdout(bytes) !== 'done') return;
    kill();
    done.resolve(killedWhenDone);
  });
  child.stderr.on('data', (bytes: Buffer) => {
    lastWords = (lastWords + bytes.toString('latin1')).slice(-8_192);
    work.onStderr(bytes);
  });
  const note = registerProcess(work.notes, { pid: child.pid, label });
  const gone = Promise.all([ending, feed(child, work.input)])
    .then(([end]) => end)
    .finally(() => {
      clearTimeout(timer);
      memory.stop();
      disk?.stop();
      signal.removeEventListener('abort', kill);
      note[Symbol.dispose]();
    });
  const [exitCode, endSignal] = await Promise.race([gone, done.promise]);
  if (signal.aborted) await gone;
  signal.throwIfAborted();
  const outOfMemory = memory.isExceeded || (exitCode !== 0 && heapExhausted.test(lastWords));
  return {
    exitCode,
    signal: endSignal,
    timedOut,
    outOfMemory,
    peakMemoryMb: memory.peakMb,
    outOfDisk: disk?.isExceeded ?? false,
  };
}

// Nobody waits for a process with two hundred megabytes to be taken apart, when all that it had to say was heard.
const killedWhenDone = [null, 'SIGKILL'] as const;

// Many times as many as a workspace has, and still removed within seconds.
const maxFiles = 50_000;
/** A process that waits is no reason for this one to stay. */
function letGo(child: ChildProcessWithoutNullStreams): void {
  child.unref();
  for (const pipe of pipesOf(child)) pipe.unref();
}

function holdOn(child: ChildProcessWithoutNullStreams): void {
  child.ref();
  for (const pipe of pipesOf(child)) pipe.ref();
}

/** Node makes them sockets, which its types do not say. */
function pipesOf({ stdin, stdout, stderr }: ChildProcessWithoutNullStreams): readonly Socket[] {
  return [stdin, stdout, stderr].filter(pipe => pipe instanceof Socket);
}

// V8's own last words, on every platform.
const heapExhausted = /Fatal (?:JavaScript|process) out of memory|JavaScript heap out of memory/u;

function spawnDeno(options: DenoStart): ChildProcessWithoutNullStreams {
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
function withFileLimit({ executable, maxDiskMb }: DenoStart): [string, ...string[]] {
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

async function whenEnded(child: ChildProcessWithoutNullStreams, executable: string): StartedDeno['ending'] {
  try {
    return (await once(child, 'close')) as [number | null, string | null];
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
