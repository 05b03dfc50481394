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
  /**
   * What programs have made or changed in the work folder and is still there: nothing leaves a sandbox unless it is
   * asked for. After a command that had to be killed there may be nothing, as its machine is gone.
   * Throws as `run` does.
   */
  artifacts(options: ArtifactOptions): Promise<SandboxArtifacts>;
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
  /**
   * Packages that the project's lock files name, the wanted ones first: the first of them that has been
   * installed before is there, offline. Without any, programs have what the image has.
   */
  readonly dependencies?: readonly SandboxDependencies[];
  readonly signal: AbortSignal;
  /** Told in plain words while something slow happens, such as building an image. */
  readonly onProgress?: (message: string) => void;
}

export type SandboxLanguage = 'python' | 'node';

/** A lock file with all that installing it takes. Only these files go into the set-up step. */
export interface SandboxDependencies {
  readonly manager: 'npm' | 'pip' | 'uv' | 'poetry';
  readonly language: SandboxLanguage;
  /** Its path, for people; it is one of `files`. */
  readonly lockFile: string;
  readonly files: readonly SandboxFile[];
  /** Why the set-up step cannot install it, as a full sentence; undefined when it can. */
  readonly refusal?: string;
}

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

export interface ArtifactOptions {
  readonly signal: AbortSignal;
  /** Of all files together. */
  readonly maxBytes: number;
}

/** Chosen by programs nobody trusts: ordinary files only, with paths as in SandboxFile. */
export interface SandboxArtifacts {
  /** Sorted by path. */
  readonly files: readonly SandboxFile[];
  /** What was there and is not among them (links, what is too large), and why: full sentences, not too many. */
  readonly leftOut: readonly string[];
}

export interface OutputChunk {
  readonly stream: 'stdout' | 'stderr';
  readonly text: string;
}

export interface CommandResult {
  /** The command's own; null when it was killed or never said how it ended. */
  readonly exitCode: number | null;
  /**
   * The signal that ended the command, for example `SIGKILL`; null when none did or nobody knows. Nobody does where a
   * shell or another program has waited for the one that was killed (`a && b`, pipes, `npm test`): it ends with an exit
   * code then, by custom 128 and the signal's number. Nor where the image has nothing that tells the two apart.
   */
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
  /**
   * Set when the command ran, failed, and on its way met something that this sandbox does not have, such as other
   * programs to start: full sentences with what to do. It need not be why it failed.
   */
  readonly lacking?: string;
}
