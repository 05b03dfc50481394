import { randomBytes } from 'node:crypto';
import path from 'node:path';
import type { ProgramStream } from './command-output.ts';
import { runDeno } from './deno-process.ts';
import { decodeFilePayload, type Frame, FrameReader } from './frame-reader.ts';
import { ended, type ProgramEnd, type ProgramPlace } from './program-place.ts';
import { pyodideArguments, pythonV8Flags } from './python-start.ts';
import { frameKind } from './runtime/frame.ts';
import { encodeJob, type PythonProgram } from './runtime/python-job.ts';

/**
 * Runs a Python program in a fresh interpreter. Its files are in the interpreter's memory; what it changed
 * comes back when it ends, and is lost when it has to be killed.
 */
export async function runPython(program: PythonProgram, place: ProgramPlace): Promise<ProgramEnd> {
  const snapshot = await place.pythonStart.snapshot(place.signal, place.onProgress);
  const run = new PythonRun(program, place);
  const end = await run.start(snapshot);
  if (run.wasReady || end.timedOut || end.outOfMemory) return end;
  // It died while loading: the snapshot is damaged. Without it the program has not run yet.
  await place.pythonStart.discard(snapshot);
  const again = await place.pythonStart.snapshot(place.signal, place.onProgress);
  return await new PythonRun(program, place).start(again);
}

class PythonRun {
  readonly #program: PythonProgram;
  readonly #place: ProgramPlace;
  readonly #nonce = randomBytes(16).toString('hex');
  readonly #frames = new FrameReader();
  readonly #changes: Frame[] = [];
  #wasReady = false;
  #result: { readonly exitCode: number; readonly outOfMemory: boolean } | undefined;

  constructor(program: PythonProgram, place: ProgramPlace) {
    this.#program = program;
    this.#place = place;
  }

  get wasReady(): boolean {
    return this.#wasReady;
  }

  async start(snapshot: string): Promise<ProgramEnd> {
    const { runtime, pythonStart, folders, memoryMb, timeoutMs, signal } = this.#place;
    const input = await this.#job();
    if (input === undefined) {
      this.#wasReady = true;
      this.#place.print('stderr', tooLargeToLoad);
      return ended(1);
    }
    const stdout = this.#place.openStream('stdout');
    const stderr = this.#place.openStream('stderr');
    const { pyodideDirectory, scriptsDirectory } = runtime;
    const driver = path.join(scriptsDirectory, 'python_driver.py');
    const end = await runDeno({
      executable: runtime.denoExecutable,
      script: path.join(scriptsDirectory, 'python-runner.ts'),
      args: [...pyodideArguments(pyodideDirectory), driver, snapshot],
      label: folders.root,
      flags: [],
      v8Flags: pythonV8Flags(memoryMb),
      readable: [pyodideDirectory, driver, snapshot],
      writable: [],
      workingDirectory: folders.work,
      denoDirectory: pythonStart.denoDirectory,
      input,
      onStdout: bytes => {
        for (const frame of this.#frames.push(bytes)) this.#take(frame, stdout, stderr);
      },
      onStderr: bytes => stderr.write(bytes),
      signal,
      timeoutMs,
      maxResidentMb: memoryMb + interpreterMb,
      maxDiskMb: memoryMb,
    });
    stdout.end();
    stderr.end();
    await this.#keepChanges();
    return {
      // The runner's word alone counts. A process that ended without it is not known to be green.
      exitCode: this.#result?.exitCode ?? null,
      timedOut: end.timedOut,
      outOfMemory: end.outOfMemory || (this.#result?.outOfMemory ?? false),
    };
  }

  /** Undefined when the work folder does not fit into the interpreter's memory. */
  async #job(): Promise<Uint8Array | undefined> {
    const { folder, directory, environment, memoryMb } = this.#place;
    const loaded = await folder.load((memoryMb / 2) * 1024 * 1024);
    if (loaded === undefined) return undefined;
    return encodeJob({
      nonce: this.#nonce,
      program: this.#program,
      environment,
      directory,
      ...loaded,
    });
  }

  #take(frame: Frame, stdout: ProgramStream, stderr: ProgramStream): void {
    if (this.#result !== undefined) return;
    const { kind, payload } = frame;
    switch (kind) {
      case frameKind.ready:
        this.#wasReady = true;
        return;
      case frameKind.stdout:
        stdout.write(payload);
        return;
      case frameKind.stderr:
        stderr.write(payload);
        return;
      case frameKind.result:
        this.#result = this.#readResult(payload);
        return;
      default:
        this.#changes.push(frame);
    }
  }

  #readResult(payload: Uint8Array): { exitCode: number; outOfMemory: boolean } | undefined {
    const [exitCode, outOfMemory] = payload.subarray(-2);
    const nonce = Buffer.from(payload.subarray(0, -2)).toString('latin1');
    if (nonce !== this.#nonce || exitCode === undefined) return undefined;
    return { exitCode, outOfMemory: outOfMemory === 1 };
  }

  async #keepChanges(): Promise<void> {
    if (this.#result === undefined) return;
    for (const change of this.#changes) {
      await this.#keep(change).catch((error: Error) => {
        // A name that the host cannot hold, or a full disk. The next program will miss it.
        this.#place.print('stderr', `A file that the program wrote could not be kept: ${error.message}\n`);
      });
    }
  }

  async #keep({ kind, payload }: Frame): Promise<void> {
    const { folder } = this.#place;
    const name = new TextDecoder().decode(payload);
    if (kind === frameKind.deleted) await folder.remove(name);
    if (kind === frameKind.folder) await folder.makeFolder(name);
    if (kind !== frameKind.file) return;
    const { path: file, bytes } = decodeFilePayload(payload);
    await folder.write({ path: file, bytes, executable: false });
  }
}

// What an interpreter holds before it runs anything, and room for its compiled code.
const interpreterMb = 400;

const tooLargeToLoad =
  'The work folder is too large for the embedded Python, which keeps it in half of its memory. Remove large files, raise the memory limit, or use the Docker sandbox.\n';
