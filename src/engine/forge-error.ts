/** Every way in which CodeForge can say no. Closed: a new code needs an entry in every table keyed by it. */
export type ForgeErrorCode =
  | 'config.invalid'
  | 'config.missing-key'
  | 'provider.unauthorized'
  | 'provider.rate-limited'
  | 'provider.unreachable'
  | 'provider.refused'
  | 'provider.no-credit'
  | 'provider.bad-request'
  | 'provider.no-tools'
  | 'provider.context-too-long'
  | 'agent.stuck'
  | 'check.missing'
  | 'change.blocked'
  | 'sandbox.unavailable'
  | 'sandbox.image-missing'
  | 'sandbox.unsupported'
  | 'sandbox.packages-missing'
  | 'workspace.unreadable'
  | 'workspace.untrusted'
  | 'workspace.stale-base'
  | 'workspace.conflict'
  | 'workspace.outside-root'
  | 'budget.exceeded'
  | 'repairs.exhausted'
  | 'snapshot.incompatible'
  | 'run.unknown'
  | 'run.busy';

/**
 * An expected failure, told to a person: the message is one or two full sentences, what happened and
 * then what to do. Where something may be done about it without the person, what to do is given apart, as
 * `advice`. Bugs are plain Errors; cancelling is the signal's own AbortError.
 */
export class ForgeError extends Error {
  override readonly name = 'ForgeError';
  readonly code: ForgeErrorCode;
  /** The message without the advice: for whoever goes on by itself. */
  readonly happened: string;
  /** Whether trying the same again later can help. */
  readonly retryable: boolean;
  /** When the other side said how long to wait. */
  readonly retryAfterMs: number | undefined;
  /** The HTTP status that said no, where one did. */
  readonly status: number | undefined;
  /** Where in a file of the person's own it is to be mended. */
  readonly place: FilePlace | undefined;

  constructor(code: ForgeErrorCode, message: string, options: ForgeErrorOptions = {}) {
    const { cause, advice } = options;
    super(
      advice === undefined ? message : `${message} ${advice}`,
      cause === undefined ? undefined : { cause },
    );
    this.code = code;
    this.happened = message;
    this.retryable = options.retryable ?? false;
    this.retryAfterMs = options.retryAfterMs;
    this.status = options.status;
    this.place = options.place;
  }

  /** By name: a program of several bundles has a copy of this class in each, and its errors cross over. */
  static override [Symbol.hasInstance](value: unknown): value is ForgeError {
    return value instanceof Error && value.name === 'ForgeError';
  }
}

export interface ForgeErrorOptions {
  readonly cause?: unknown;
  /** What the person can do, in full sentences: the end of the message. */
  readonly advice?: string;
  readonly retryable?: boolean;
  readonly retryAfterMs?: number;
  readonly status?: number;
  readonly place?: FilePlace;
}

/** An absolute path, and a line from 1. */
export interface FilePlace {
  readonly file: string;
  readonly line: number;
}

/** True for what an AbortSignal throws: the user's wish, never an error to report. */
export function isAbort(error: unknown): boolean {
  const first = firstError(error);
  return first instanceof Error && first.name === 'AbortError';
}

/** What went wrong first: where things in use cannot be given back after it, `using` throws all of that as one. */
export function firstError(error: unknown): unknown {
  // By its name, as the class is younger than some systems that CodeForge runs on.
  const isChain = error instanceof Error && error.name === 'SuppressedError' && 'suppressed' in error;
  return isChain ? firstError(error.suppressed) : error;
}
