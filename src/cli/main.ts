import { CommanderError } from 'commander';
import { ForgeError, firstError, isAbort } from '../engine/forge-error.ts';
import { plainBlock } from '../engine/plain-text.ts';
import { buildProgram } from './build-program.ts';
import { type CommandIo, openCommandIo } from './command-io.ts';
import { exitCodeOf, exitCodes } from './exit-code.ts';

/**
 * The whole program: runs the command that the arguments name and ends the process. The one place where an
 * error meets the user.
 */
export async function main(argv: readonly string[], assetsDirectory: string): Promise<never> {
  const io = openCommandIo(assetsDirectory);
  endQuietlyWithoutReader(io);
  // What a library calls in Node is nothing that a user could mend.
  process.noDeprecation = true;
  const wantsJson = argv.includes('--json');
  // Node would print the bundle's one long line with it.
  process.on('uncaughtException', error => process.exit(explain(error, io, wantsJson)));
  let exitCode: number = exitCodes.done;
  try {
    await buildProgram(io, code => {
      exitCode = code;
    }).parseAsync(argv);
  } catch (error) {
    exitCode = explain(error, io, wantsJson);
  }
  await flushed(process.stdout);
  process.exit(exitCode);
}

function explain(thrown: unknown, io: CommandIo, wantsJson: boolean): number {
  const error = firstError(thrown);
  // Also when what was cancelled failed because of it.
  const interrupted = io.interrupts.exitCode();
  if (isAbort(error) || interrupted !== undefined) return interrupted ?? exitCodes.cancelled;
  if (error instanceof CommanderError && isHelp(error))
    return error.exitCode === 0 ? exitCodes.done : exitCodes.usage;
  const { code, message, exitCode } = toComplaint(error);
  if (wantsJson) io.stdout.write(`${JSON.stringify({ type: 'error', at: Date.now(), code, message })}\n`);
  else io.stderr.write(`${io.stderr.color.red('codeforge:')} ${plainBlock(message)}\n`);
  return exitCode;
}

interface Complaint {
  readonly code: string;
  readonly message: string;
  readonly exitCode: number;
}

function toComplaint(error: unknown): Complaint {
  if (error instanceof ForgeError)
    return { code: error.code, message: error.message, exitCode: exitCodeOf(error.code) };
  if (error instanceof CommanderError) {
    return { code: 'usage', message: usageSentence(error.message), exitCode: exitCodes.usage };
  }
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  const message = `This is a bug in CodeForge. Please report an issue with these lines:\n${stack}`;
  return { code: 'bug', message, exitCode: exitCodes.failed };
}

/** Help and version are printed already when this is thrown. */
function isHelp({ code }: CommanderError): boolean {
  return code === 'commander.help' || code === 'commander.helpDisplayed' || code === 'commander.version';
}

function usageSentence(message: string): string {
  const sentence = message.replace(/^error: /u, '').replaceAll(/\s*\n\s*/gu, ' ');
  const told = /[.?)]$/u.test(sentence) ? sentence : `${sentence}.`;
  return `${told.charAt(0).toUpperCase()}${told.slice(1)} See codeforge --help.`;
}

/** Whoever reads the output may stop reading, as `head` does: that is no error. */
function endQuietlyWithoutReader({ interrupts }: CommandIo): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
      // A run takes its sandbox with it.
      interrupts.endWith(exitCodes.failed);
    });
  }
}

function flushed(stream: NodeJS.WriteStream): Promise<void> {
  return new Promise(resolve => stream.write('', () => resolve()));
}
