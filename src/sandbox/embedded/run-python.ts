import { randomBytes } from 'node:crypto';
import { shownPath } from '../shown-path.ts';
import type { ProgramStream } from './command-output.ts';
import type { DenoProcess } from './deno-process.ts';
import { decodeFilePayload, type Frame, FrameReader } from './frame-reader.ts';
import { ended, type ProgramEnd, type ProgramPlace } from './program-place.ts';
import { frameKind } from './runtime/frame.ts';
import { encodeJob, type PythonProgram } from './runtime/python-job.ts';

/**
 * Runs a Python program in a fresh interpreter. Its files are in the interpreter's memory; what it changed
 * comes back when it ends, and is lost when it has to be killed.
 */
export async function runPython(program: PythonProgram, place: ProgramPlace): Promise<ProgramEnd> {
  const first = await place.python.take(place.signal, place.onProgress);
  const run = new PythonRun(program, place);
  const end = await run.start(first.process);
  if (run.wasReady || end.timedOut || end.outOfMemory) return end;
  // It died while loading: the snapshot is damaged. Without it the program has not run yet.
  await place.python.discard(first.snapshot);
  const second = await place.python.take(place.signal, place.onProgress);
  return await new PythonRun(program, place).start(second.process);
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

  async start(process: DenoProcess): Promise<ProgramEnd> {
    const { python, folders, memoryMb, timeoutMs, signal } = this.#place;
    const input = await this.#job();
    if (input === undefined) {
      this.#wasReady = true;
      this.#place.print('stderr', tooLargeToLoad);
      await process.end();
      return ended(1);
    }
    const stdout = this.#place.openStream('stdout');
    const stderr = this.#place.openStream('stderr');
    const { outOfDisk: _, ...end } = await process.run({
      notes: folders.root,
      input,
      onStdout: bytes => {
        for (const frame of this.#frames.push(bytes)) this.#take(frame, stdout, stderr);
        return this.#result === undefined ? 'more' : 'done';
      },
      onStderr: bytes => stderr.write(bytes),
      signal,
      timeoutMs,
      maxResidentMb: memoryMb + interpreterMb,
    });
    this.#place.waitFor(process.whenGone());
    python.refill();
    stdout.end();
    stderr.end();
    await this.#keepChanges();
    return {
      ...end,
      // The runner's word alone counts. A process that ended without it is not known to be green.
      exitCode: this.#result?.exitCode ?? null,
      signal: this.#result === undefined ? end.signal : null,
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

  /** What a host cannot hold, such as a name or more than its disk, the next program will miss. */
  async #keepChanges(): Promise<void> {
    if (this.#result === undefined) return;
    const lost: string[] = [];
    for (const change of this.#changes) {
      await this.#keep(change).catch((error: NodeJS.ErrnoException) => {
        lost.push(`${shownPath(nameIn(change))} could not be kept (${error.code ?? error.message}).\n`);
      });
    }
    for (const sentence of lost.slice(0, maxSentences)) this.#place.print('stderr', sentence);
    if (lost.length > maxSentences)
      this.#place.print('stderr', `Nor could ${lost.length - maxSentences} others.\n`);
  }

  async #keep({ kind, payload }: Frame): Promise<void> {
    const { folder } = this.#place;
    const name = nameIn({ kind, payload });
    if (kind === frameKind.deleted) await folder.remove(name);
    if (kind === frameKind.folder) await folder.makeFolder(name);
    if (kind !== frameKind.file) return;
    const { path: file, bytes } = decodeFilePayload(payload);
    await folder.write({ path: file, bytes, executable: false });
  }
}

function nameIn({ kind, payload }: Frame): string {
  return kind === frameKind.file ? decodeFilePayload(payload).path : new TextDecoder().decode(payload);
}

// A program can make a million names; nobody reads a million sentences.
const maxSentences = 20;

// What an interpreter holds before it runs anything, and room for its compiled code.
const interpreterMb = 400;

const tooLargeToLoad =
  'The work folder is too large for the embedded Python, which keeps it in half of its memory. Remove large files, raise the memory limit, or use the Docker sandbox.\n';
