import path from 'node:path';
import { type DenoProcess, startDeno } from './deno-process.ts';
import type { EmbeddedRuntime } from './find-runtime.ts';
import { type PythonStart, pyodideArguments, pythonV8Flags } from './python-start.ts';
import { type WaitingProcesses, waitingProcesses } from './waiting-processes.ts';

/** Interpreters for Python programs: one that has been loaded before it is needed, or else a new one. */
export interface PythonInterpreters extends AsyncDisposable {
  /** Has what interpreters are loaded from, which may have to be made first. */
  prepare(signal: AbortSignal, onProgress?: (message: string) => void): Promise<void>;
  take(signal: AbortSignal, onProgress?: (message: string) => void): Promise<PythonInterpreter>;
  /** Loads what is missing, in the background. */
  refill(): void;
  /** Resolves when nothing is being loaded in the background. */
  whenLoaded(): Promise<void>;
  /** For one that did not load: the others started from the same snapshot. */
  discard(snapshot: string): Promise<void>;
}

export interface PythonInterpreter {
  readonly process: DenoProcess;
  /** The file that it was loaded from. */
  readonly snapshot: string;
}

interface InterpreterParts {
  readonly runtime: EmbeddedRuntime;
  readonly pythonStart: PythonStart;
  readonly memoryMb: number;
}

export function pythonInterpreters(parts: InterpreterParts): PythonInterpreters {
  const { pythonStart } = parts;
  let pool: { readonly snapshot: string; readonly processes: WaitingProcesses } | undefined;
  let isClosed = false;
  const closePool = async () => {
    const closing = pool;
    pool = undefined;
    await closing?.processes[Symbol.asyncDispose]();
  };
  const openPool = async (signal: AbortSignal, onProgress?: (message: string) => void) => {
    const snapshot = await pythonStart.snapshot(signal, onProgress);
    if (pool?.snapshot !== snapshot) await closePool();
    const start = () => startInterpreter(snapshot, parts);
    const limit = isClosed ? 0 : waitingLimit;
    pool ??= { snapshot, processes: waitingProcesses({ start, limit, idleMs }) };
    return pool;
  };

  return {
    async prepare(signal, onProgress) {
      await openPool(signal, onProgress);
    },
    async take(signal, onProgress) {
      const { snapshot, processes } = await openPool(signal, onProgress);
      return { snapshot, process: processes.take() };
    },
    refill: () => pool?.processes.refill(),
    async whenLoaded() {
      await pool?.processes.whenHeard();
    },
    async discard(snapshot) {
      await closePool();
      await pythonStart.discard(snapshot);
    },
    async [Symbol.asyncDispose]() {
      isClosed = true;
      await closePool();
    },
  };
}

// Two programs in one command line need not wait; each costs about 200 MB until it is used.
const waitingLimit = 2;

// Longer than a model takes to answer, shorter than a person is away.
const idleMs = 3 * 60_000;

/** Neither a file nor a folder of any sandbox: a program's files come on standard input. */
function startInterpreter(snapshot: string, parts: InterpreterParts): DenoProcess {
  const { runtime, pythonStart, memoryMb } = parts;
  const { pyodideDirectory, scriptsDirectory, denoExecutable } = runtime;
  const driver = path.join(scriptsDirectory, 'python_driver.py');
  return startDeno({
    executable: denoExecutable,
    script: path.join(scriptsDirectory, 'python-runner.ts'),
    args: [...pyodideArguments(pyodideDirectory), driver, snapshot],
    label: pythonStart.directory,
    flags: [],
    v8Flags: pythonV8Flags(memoryMb),
    readable: [pyodideDirectory, driver, snapshot],
    writable: [],
    workingDirectory: pythonStart.directory,
    denoDirectory: pythonStart.denoDirectory,
    maxDiskMb: memoryMb,
  });
}
