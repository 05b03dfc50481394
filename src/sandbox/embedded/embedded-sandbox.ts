import { tmpdir } from 'node:os';
import path from 'node:path';
import { ForgeError } from '../../engine/forge-error.ts';
import type {
  ArtifactOptions,
  CommandResult,
  OpenSandbox,
  OpenSandboxOptions,
  RunCommandOptions,
  Sandbox,
  SandboxArtifacts,
  SandboxUpdate,
} from '../../engine/ports/sandbox.ts';
import { CommandOutput } from './command-output.ts';
import { explainLimits } from './explain-limits.ts';
import { type EmbeddedRuntime, findRuntime, type MissingRuntime } from './find-runtime.ts';
import { removeLeftovers } from './leftovers.ts';
import { planCommand } from './plan-command.ts';
import { ended, type ProgramPlace } from './program-place.ts';
import { type PythonInterpreters, pythonInterpreters } from './python-interpreters.ts';
import { PythonStart } from './python-start.ts';
import { runPlan } from './run-plan.ts';
import {
  makeSandboxFolders,
  removeSandboxFolders,
  restoreFolders,
  unlocking,
  visiblePaths,
} from './sandbox-folders.ts';
import { scriptProcesses } from './script-processes.ts';
import { WorkFolder } from './work-folder.ts';

/** Sandboxes without Docker: Deno without permissions, and Pyodide inside it. */
export interface EmbeddedSandboxes extends AsyncDisposable {
  readonly open: OpenSandbox;
  /** Loads an interpreter of Python ahead of its first program. Needs about 400 MB until programs come. */
  warmUp(signal: AbortSignal): Promise<void>;
  /** Resolves when no interpreter is being loaded in the background. */
  whenWarm(): Promise<void>;
  /** Whether this machine has what it takes. Starts nothing. */
  probe(): EmbeddedStatus;
}

export type EmbeddedStatus = EmbeddedRuntime | MissingRuntime;

export interface EmbeddedOptions {
  /** The folder with CodeForge's scripts for Deno. The packages are looked for from there upwards. */
  readonly runtimeDirectory: string;
  /** Kept from run to run: what makes Python start fast. Only CodeForge may write there. */
  readonly cacheDirectory: string;
  /** For the copies of workspaces. The system's own when left out. */
  readonly temporaryDirectory?: string;
  /** What a program may use beside what its interpreter needs. */
  readonly memoryMb?: number;
}

export function createEmbeddedSandboxes(options: EmbeddedOptions): EmbeddedSandboxes {
  const memoryMb = options.memoryMb ?? 512;
  let status: EmbeddedStatus | undefined;
  let opened: { readonly runtime: EmbeddedRuntime; readonly python: PythonInterpreters } | undefined;
  const probe = () => {
    status ??= findRuntime(options.runtimeDirectory);
    return status;
  };
  const start = () => {
    const runtime = probe();
    if (runtime.kind === 'missing') throw new ForgeError('sandbox.unavailable', runtime.reason);
    const pythonStart = new PythonStart(runtime, path.resolve(options.cacheDirectory));
    opened ??= { runtime, python: pythonInterpreters({ runtime, pythonStart, memoryMb }) };
    return opened;
  };

  return {
    async open({ runId, language, signal, onProgress }: OpenSandboxOptions) {
      signal.throwIfAborted();
      const { python, runtime } = start();
      if (language === 'python') await python.prepare(signal, onProgress);
      const parent = options.temporaryDirectory ?? tmpdir();
      await removeLeftovers(parent);
      const folders = await makeSandboxFolders(parent, runId);
      const scripts = scriptProcesses({ runtime, folders, memoryMb });
      if (language === 'node') scripts.refill();
      return new EmbeddedSandbox({ python, scripts, folders, memoryMb }, onProgress);
    },
    async warmUp(signal) {
      const { python } = start();
      await python.prepare(signal);
      python.refill();
    },
    async whenWarm() {
      await opened?.python.whenLoaded();
    },
    probe,
    async [Symbol.asyncDispose]() {
      await opened?.python[Symbol.asyncDispose]();
    },
  };
}

type Parts = Pick<ProgramPlace, 'python' | 'scripts' | 'folders' | 'memoryMb'>;

class EmbeddedSandbox implements Sandbox {
  readonly backend = 'embedded';
  readonly #parts: Parts;
  readonly #folder: WorkFolder;
  readonly #visiblePaths: ReadonlyMap<string, string>;
  readonly #onProgress: ((message: string) => void) | undefined;
  readonly #closing = new AbortController();
  /** What has been started and must be gone before the folders are. */
  readonly #running = new Set<Promise<unknown>>();
  #disposal: Promise<void> | undefined;

  constructor(parts: Parts, onProgress: ((message: string) => void) | undefined) {
    this.#parts = parts;
    this.#folder = new WorkFolder(parts.folders.work);
    this.#visiblePaths = visiblePaths(parts.folders);
    this.#onProgress = onProgress;
  }

  async write(update: SandboxUpdate, signal: AbortSignal): Promise<void> {
    await this.#whileOpen(signal, async both => {
      await restoreFolders(this.#parts.folders);
      await unlocking(this.#folder.root, () => this.#folder.update(update, both));
    });
  }

  async run(command: string, options: RunCommandOptions): Promise<CommandResult> {
    return await this.#whileOpen(options.signal, both => this.#run(command, { ...options, signal: both }));
  }

  async artifacts({ signal, maxBytes }: ArtifactOptions): Promise<SandboxArtifacts> {
    return await this.#whileOpen(signal, async both => {
      await restoreFolders(this.#parts.folders);
      return await unlocking(this.#folder.root, () => this.#folder.artifacts(maxBytes, both));
    });
  }

  [Symbol.asyncDispose](): Promise<void> {
    this.#disposal ??= this.#dispose();
    return this.#disposal;
  }

  async #run(command: string, options: RunCommandOptions): Promise<CommandResult> {
    const begun = performance.now();
    const output = new CommandOutput(options.onOutput);
    try {
      return { ...(await this.#runLine(command, options, output)), durationMs: performance.now() - begun };
    } finally {
      output.end();
    }
  }

  async #runLine(
    command: string,
    options: RunCommandOptions,
    output: CommandOutput,
  ): Promise<Omit<CommandResult, 'durationMs'>> {
    await restoreFolders(this.#parts.folders);
    const plan = await planCommand(command, this.#folder);
    if (plan.kind === 'unsupported') {
      output.print('stderr', `${plan.reason}\n`);
      return { ...ended(127), unsupported: plan.reason, ...output.result() };
    }
    const { endsLine: _, ...end } = await runPlan(plan.commands, this.#place(output, options));
    if (end.exitCode === 0) return { ...end, ...output.result() };
    const { lacking, text } = explainLimits(output.result());
    output.print('stderr', text);
    return { ...end, ...output.result(), ...(lacking !== '' && { lacking }) };
  }

  #place(output: CommandOutput, { signal, timeoutMs }: RunCommandOptions): ProgramPlace {
    return {
      ...this.#parts,
      folder: this.#folder,
      directory: '',
      environment: {},
      signal,
      timeoutMs,
      ...(this.#onProgress !== undefined && { onProgress: this.#onProgress }),
      openStream: name => output.open(name, this.#visiblePaths),
      print: (name, text) => output.print(name, text),
      waitFor: ending => this.#track(ending),
    };
  }

  async #whileOpen<T>(signal: AbortSignal, work: (both: AbortSignal) => Promise<T>): Promise<T> {
    signal.throwIfAborted();
    if (this.#closing.signal.aborted) throw closed();
    const running = work(AbortSignal.any([signal, this.#closing.signal]));
    this.#track(running);
    try {
      return await running;
    } catch (error) {
      signal.throwIfAborted();
      if (this.#closing.signal.aborted) throw closed();
      throw error;
    }
  }

  #track(running: Promise<unknown>): void {
    this.#running.add(running);
    const forget = () => void this.#running.delete(running);
    running.then(forget, forget);
  }

  async #dispose(): Promise<void> {
    this.#closing.abort();
    await Promise.allSettled([...this.#running, this.#parts.scripts[Symbol.asyncDispose]()]);
    await removeSandboxFolders(this.#parts.folders);
  }
}

function closed(): ForgeError {
  return new ForgeError(
    'sandbox.unavailable',
    'The sandbox was closed while it was in use. Start the run again.',
  );
}
