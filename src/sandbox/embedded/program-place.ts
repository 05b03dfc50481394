import type { ProgramStream, StreamName } from './command-output.ts';
import type { EmbeddedRuntime } from './find-runtime.ts';
import type { PythonStart } from './python-start.ts';
import type { SandboxFolders } from './sandbox-folders.ts';
import type { WorkFolder } from './work-folder.ts';

/** Where one program of a command line runs, and who hears what it prints. */
export interface ProgramPlace {
  readonly runtime: EmbeddedRuntime;
  readonly pythonStart: PythonStart;
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
}

export interface ProgramEnd {
  /** Null when the program was killed, or never said how it ended. */
  readonly exitCode: number | null;
  readonly timedOut: boolean;
  readonly outOfMemory: boolean;
}

/** The end of a program that ran to it. */
export function ended(exitCode: number): ProgramEnd {
  return { exitCode, timedOut: false, outOfMemory: false };
}
