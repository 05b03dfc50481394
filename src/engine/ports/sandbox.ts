/** A throwaway machine with one work folder, where code nobody trusts may run. Disposing it destroys everything inside. */
export interface Sandbox extends AsyncDisposable {
  readonly backend: SandboxBackend;
  /**
   * Makes the work folder hold these files on top of what is there: writes and deletes, nothing else.
   * The first call brings the whole workspace copy, later ones only what changed.
   */
  write(update: SandboxUpdate, signal: AbortSignal): Promise<void>;
  /**
   * Runs a shell command line in the work folder. A red exit code is a result, not an error.
   * Throws ForgeError `sandbox.unavailable` when the machine itself fails, or the signal's AbortError
   * (every process is gone by then).
   */
  run(command: string, options: RunCommandOptions): Promise<CommandResult>;
}

export type SandboxBackend = 'docker' | 'devcontainer' | 'embedded';

/**
 * Opens a machine for one run. Whatever it starts carries the run's id, so that leftovers of a crash
 * can be found. Throws ForgeError `sandbox.unavailable` or `sandbox.image-missing`.
 */
export type OpenSandbox = (options: OpenSandboxOptions) => Promise<Sandbox>;

export interface OpenSandboxOptions {
  readonly runId: string;
  /** What the work will mostly be, so that an adapter can choose its image. */
  readonly language: SandboxLanguage;
  readonly signal: AbortSignal;
  /** Told in plain words while something slow happens, such as building an image. */
  readonly onProgress?: (message: string) => void;
}

export type SandboxLanguage = 'python' | 'node';

export interface SandboxUpdate {
  readonly files: readonly SandboxFile[];
  /** Paths to remove; missing ones are no error. */
  readonly deleted: readonly string[];
}

/** A file with its path relative to the work folder, `/` between the parts. */
export interface SandboxFile {
  readonly path: string;
  readonly bytes: Uint8Array;
  readonly executable: boolean;
}

export interface RunCommandOptions {
  readonly signal: AbortSignal;
  readonly timeoutMs: number;
  /** Called as output arrives, a piece at a time. */
  readonly onOutput?: (chunk: OutputChunk) => void;
}

export interface OutputChunk {
  readonly stream: 'stdout' | 'stderr';
  readonly text: string;
}

export interface CommandResult {
  /** Null when the command was killed or never said how it ended. */
  readonly exitCode: number | null;
  /** The signal that ended the command, for example `SIGKILL`; null when none did or nobody knows. */
  readonly signal: string | null;
  readonly timedOut: boolean;
  readonly outOfMemory: boolean;
  /** Bounded: head and tail are kept, with a line in between that says how much is missing. */
  readonly stdout: string;
  readonly stderr: string;
  readonly truncated: boolean;
  /** What was printed in all, also where `truncated` kept less. */
  readonly outputBytes: { readonly stdout: number; readonly stderr: number };
  readonly durationMs: number;
  /** The most memory that was held at once, in MiB; null where the backend cannot tell. */
  readonly peakMemoryMb: number | null;
  /**
   * Set when the sandbox cannot run such a command at all (a tool it does not have): a full sentence with
   * what to do. The exit code is then 127.
   */
  readonly unsupported?: string;
}
