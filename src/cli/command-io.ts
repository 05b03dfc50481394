import path from 'node:path';
import { createTerminal, type Terminal } from './display/terminal.ts';
import { type Interrupts, listenForInterrupts } from './interrupts.ts';

/** What a command has to do with the world around it. */
export interface CommandIo {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdout: Terminal;
  readonly stderr: Terminal;
  readonly interrupts: Interrupts;
  /** Where the program's own files are, see HostOptions. */
  readonly assetsDirectory: string;
  /** What to type to run this program again from here. */
  readonly program: string;
  /** True where somebody can be asked: both ends are a terminal. */
  readonly canAsk: boolean;
}

export function openCommandIo(assetsDirectory: string): CommandIo {
  const { argv, env, stdout, stderr, stdin } = process;
  return {
    env,
    stdout: createTerminal(stdout, env),
    stderr: createTerminal(stderr, env),
    interrupts: listenForInterrupts(),
    assetsDirectory,
    program: programName(argv[1] ?? ''),
    canAsk: stdin.isTTY === true && stdout.isTTY === true && env['TERM'] !== 'dumb',
  };
}

/** The installed program has its own name; from a clone it is run through Node. */
function programName(script: string): string {
  return path.basename(script) === 'codeforge' ? 'codeforge' : `node ${path.relative(process.cwd(), script)}`;
}
