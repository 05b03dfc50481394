import type { CommandResult } from '../../engine/ports/sandbox.ts';
import type { ProgramStream, StreamName } from './command-output.ts';
import type { PythonInterpreters } from './python-interpreters.ts';
import type { SandboxFolders } from './sandbox-folders.ts';
import type { ScriptProcesses } from './script-processes.ts';
import type { WorkFolder } from './work-folder.ts';

/** Where one program of a command line runs, and who hears what it prints. */
export interface ProgramPlace {
  readonly python: PythonInterpreters;
  readonly scripts: ScriptProcesses;
  readonly folders: SandboxFolders;
  readonly folder: WorkFolder;
  readonly memoryMb: number;
  /** Relative to the work folder; '' is the work folder itself. */
  readonly directory: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
  /** What is left of the command's time. */
  readonly timeoutMs: number;
  readonly onProgress?: (message: string) => void;
  /** `stderr` is `stdout` where the line says `2>&1`. */
  openStream(name: StreamName): ProgramStream;
  print(name: StreamName, text: string): void;
  /** Closing the sandbox waits for this too. */
  waitFor(ending: Promise<void>): void;
}

/** See CommandResult. */
export type ProgramEnd = Pick<
  CommandResult,
  'exitCode' | 'signal' | 'timedOut' | 'outOfMemory' | 'peakMemoryMb'
>;

/** The end of a program that ran to it. */
export function ended(exitCode: number): ProgramEnd {
  return { exitCode, signal: null, timedOut: false, outOfMemory: false, peakMemoryMb: null };
}

/** Null is what nobody could measure. */
export function larger(one: number | null, other: number | null): number | null {
  return one === null || other === null ? (one ?? other) : Math.max(one, other);
}
