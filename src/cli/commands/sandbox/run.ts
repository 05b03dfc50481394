import { ForgeError } from '../../../engine/forge-error.ts';
import { plainBlock, plainLine } from '../../../engine/plain-text.ts';
import type { OutputChunk } from '../../../engine/ports/sandbox.ts';
import { readGiven } from '../../../host/read-given.ts';
import type { Program, ProgramResult } from '../../../host/run-program.ts';
import { openSandboxDesk } from '../../../host/sandbox-desk.ts';
import type { CommandIo } from '../../command-io.ts';
import { cliHostOptions } from '../../open-cli-host.ts';
import type { RunOptions } from '../../options/run-options.ts';
import { exitCodeOfProgram } from '../../program-exit-code.ts';
import { describeProgramResult } from '../../report/describe-program-result.ts';
import { tellProgress } from '../../tell-progress.ts';

export interface SandboxRunOptions extends Pick<RunOptions, 'sandbox' | 'secret'> {
  readonly python?: string;
  readonly node?: string;
  readonly workspace?: string;
  /** Seconds. */
  readonly timeout: number;
  /** MB. */
  readonly memory: number;
  readonly artifacts?: string;
  readonly json?: true;
}

/**
 * `codeforge sandbox run`: one program, its output as it comes, and its exit code. What CodeForge itself says goes to
 * standard error, so that the output can be piped on.
 */
export async function sandboxRun(
  words: readonly string[],
  options: SandboxRunOptions,
  io: CommandIo,
): Promise<number> {
  const program = await readProgram(words, options);
  const defaults = await cliHostOptions(options, io);
  const settings = { ...defaults.settings, memoryMb: options.memory };
  const { interrupts, stdout, stderr } = io;
  const result = await openSandboxDesk({ ...defaults, settings }).run({
    program,
    workspace: options.workspace ?? null,
    ...(options.artifacts !== undefined && { artifactsDirectory: options.artifacts }),
    timeoutMs: options.timeout * 1000,
    signal: AbortSignal.any([interrupts.cancelled, interrupts.ended]),
    onOutput: options.json === true ? () => undefined : printer(io),
    onProgress: tellProgress(io),
  });
  for (const sentence of result.artifacts) stderr.write(`${plainLine(sentence)}\n`);
  if (options.json === true) stdout.write(`${JSON.stringify(resultForPrograms(result))}\n`);
  else stderr.write(`${describeProgramResult(result, options, stderr.color)}\n`);
  return exitCodeOfProgram(result);
}

async function readProgram(words: readonly string[], { python, node }: SandboxRunOptions): Promise<Program> {
  const given = [words.length > 0, python !== undefined, node !== undefined].filter(Boolean).length;
  if (given !== 1) {
    const problem = given === 0 ? 'There is nothing to run.' : 'There is more than one thing to run.';
    throw new ForgeError('config.invalid', `${problem} Give one of --python FILE, --node FILE and -- CMD…`);
  }
  if (python !== undefined) {
    const file = python === '-' ? 'stdin.py' : python;
    return { kind: 'file', language: 'python', file, bytes: await readGiven('The program', python) };
  }
  if (node !== undefined) {
    const file = node === '-' ? 'stdin.mjs' : node;
    return { kind: 'file', language: 'node', file, bytes: await readGiven('The program', node) };
  }
  return { kind: 'command', words };
}

/** A program that nobody trusts must not steer somebody's terminal; what is piped on is passed as it is. */
function printer({ stdout, stderr }: CommandIo): (chunk: OutputChunk) => void {
  return ({ stream, text }) => {
    const terminal = stream === 'stdout' ? stdout : stderr;
    terminal.write(terminal.isInteractive ? plainBlock(text) : text);
  };
}

/** Exactly these fields, whatever else the engine keeps. */
function resultForPrograms(result: ProgramResult) {
  const { exitCode, signal, timedOut, outOfMemory, truncated, stdout, stderr } = result;
  const { durationMs, peakMemoryMb, backend } = result;
  return {
    ...{ exitCode, signal, timedOut, outOfMemory, truncated, stdout, stderr },
    ...{ durationMs, peakMemoryMb, backend },
  };
}
