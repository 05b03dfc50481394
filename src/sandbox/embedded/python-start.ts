import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { ForgeError } from '../../engine/forge-error.ts';
import { runDeno } from './deno-process.ts';
import type { EmbeddedRuntime } from './find-runtime.ts';

/**
 * What makes Python start in half a second instead of four: the memory of an interpreter that has just been
 * loaded, kept in a file. Comes with CodeForge, or is made once for each version of Pyodide and of the script
 * that makes it; no program has run in it.
 */
export class PythonStart {
  readonly #runtime: EmbeddedRuntime;
  /** Only CodeForge may write there. Exists once a snapshot has been asked for. */
  readonly directory: string;
  #build: Build | undefined;
  /** Not to be removed where it was installed, but not to be tried again either. */
  readonly #discarded = new Set<string>();

  constructor(runtime: EmbeddedRuntime, cacheDirectory: string) {
    this.#runtime = runtime;
    this.directory = cacheDirectory;
  }

  /** Where Deno keeps the interpreter's compiled code. Programs cannot write there. */
  get denoDirectory(): string {
    return path.join(this.directory, 'deno');
  }

  /** The snapshot's file. Several callers wait for one build; when all have given up, it is stopped. */
  async snapshot(signal: AbortSignal, onProgress?: (message: string) => void): Promise<string> {
    signal.throwIfAborted();
    const name = await this.#name();
    const shipped = path.join(this.#runtime.scriptsDirectory, name);
    const file = path.join(this.directory, name);
    if (!this.#discarded.has(shipped) && (await exists(shipped))) {
      await this.#prepareFolder();
      return shipped;
    }
    if (await exists(file)) return file;
    onProgress?.('Preparing the embedded Python; this happens once and takes a few seconds.');
    this.#build ??= this.#begin(file);
    const build = this.#build;
    build.waiting += 1;
    try {
      return await abortable(build.done, signal);
    } finally {
      build.waiting -= 1;
      if (build.waiting === 0) this.#end(build);
    }
  }

  /** For a snapshot that turned out not to load. */
  async discard(file: string): Promise<void> {
    const isShipped = path.dirname(file) === this.#runtime.scriptsDirectory;
    if (isShipped) this.#discarded.add(file);
    else await rm(file, { force: true });
  }

  async #name(): Promise<string> {
    const { pyodideVersion, denoVersion, scriptsDirectory } = this.#runtime;
    const recipe = await readFile(path.join(scriptsDirectory, 'make-snapshot.ts'), 'utf8');
    const key = createHash('sha256').update([pyodideVersion, denoVersion, recipe].join('\n')).digest('hex');
    return `python-${key.slice(0, 16)}.snapshot`;
  }

  #begin(file: string): Build {
    const abandon = new AbortController();
    return { done: this.#make(file, abandon.signal), abandon, waiting: 0 };
  }

  /** Nobody waits any more: because it is done, or because all have given up. */
  #end(build: Build): void {
    build.abandon.abort();
    if (this.#build === build) this.#build = undefined;
  }

  async #make(file: string, signal: AbortSignal): Promise<string> {
    const { pyodideDirectory, scriptsDirectory, denoExecutable } = this.#runtime;
    await this.#prepareFolder();
    const pieces: Uint8Array[] = [];
    let complaints = '';
    const start = {
      executable: denoExecutable,
      script: path.join(scriptsDirectory, 'make-snapshot.ts'),
      args: pyodideArguments(pyodideDirectory),
      label: this.directory,
      flags: [],
      v8Flags: pythonV8Flags(buildMemoryMb),
      readable: [pyodideDirectory],
      writable: [],
      workingDirectory: this.directory,
      denoDirectory: this.denoDirectory,
      maxDiskMb: 2_048,
    };
    const { exitCode } = await runDeno(start, {
      notes: this.directory,
      input: new Uint8Array(),
      onStdout: bytes => {
        pieces.push(bytes);
        return 'more';
      },
      onStderr: bytes => {
        complaints += Buffer.from(bytes).toString('utf8');
      },
      signal,
      timeoutMs: 120_000,
      maxResidentMb: 2_048,
    });
    if (exitCode !== 0) {
      throw new ForgeError(
        'sandbox.unavailable',
        `The embedded Python did not start (exit code ${exitCode}). Install CodeForge again, or use the Docker sandbox.`,
        { cause: complaints },
      );
    }
    await this.#writing(() => this.#store(file, pieces));
    return file;
  }

  async #prepareFolder(): Promise<void> {
    await this.#writing(() => mkdir(this.denoDirectory, { recursive: true, mode: 0o700 }));
  }

  async #writing(work: () => Promise<unknown>): Promise<void> {
    try {
      await work();
    } catch (cause) {
      throw new ForgeError(
        'sandbox.unavailable',
        `The embedded Python cannot be prepared in ${this.directory}. Make the folder writable and see that the disk is not full, or use the Docker sandbox.`,
        { cause },
      );
    }
  }

  /** Whole or not at all, whoever else does the same at this moment. In pieces: joined they would be there twice. */
  async #store(file: string, pieces: readonly Uint8Array[]): Promise<void> {
    const unfinished = `${file}.${process.pid}`;
    await writeFile(unfinished, pieces, { mode: 0o600 });
    await rename(unfinished, file);
    for (const name of await readdir(this.directory)) {
      const isOutdated = name.endsWith('.snapshot') && name !== path.basename(file);
      if (isOutdated) await rm(path.join(this.directory, name), { force: true });
    }
  }
}

interface Build {
  readonly done: Promise<string>;
  readonly abandon: AbortController;
  waiting: number;
}

const buildMemoryMb = 512;

/** Pyodide's folder, as its scripts take it: as a URL for imports and as a path for reading. */
export function pyodideArguments(directory: string): readonly string[] {
  return [`${pathToFileURL(directory).href}/`, `${directory}${path.sep}`];
}

/**
 * Without code from strings a Python program that reaches a JavaScript object still reaches no JavaScript.
 * The stacks are for Python's own recursion, which takes more of V8's than V8 has by default.
 */
export function pythonV8Flags(memoryMb: number): readonly string[] {
  return [
    '--disallow-code-generation-from-strings',
    `--wasm-max-mem-pages=${memoryMb * pagesPerMb}`,
    `--max-old-space-size=${memoryMb}`,
    '--stack-size=32000',
    '--wasm-stack-switching-stack-size=32000',
  ];
}

const pagesPerMb = 16;

async function exists(file: string): Promise<boolean> {
  return await stat(file).then(
    () => true,
    () => false,
  );
}

async function abortable<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const aborted = Promise.withResolvers<never>();
  const abort = () => aborted.reject(signal.reason);
  signal.addEventListener('abort', abort, { once: true });
  if (signal.aborted) abort();
  try {
    return await Promise.race([work, aborted.promise]);
  } finally {
    signal.removeEventListener('abort', abort);
  }
}
