import type { ContentHash } from './content-store.ts';

/** The user's folder. Reading is free; the only way to change it is `apply`, after a decision. */
export interface Workspace {
  /** An absolute path, for people. */
  readonly root: string;
  /**
   * Files that belong to the project, sorted: tracked or untracked, but not ignored, not secret and not
   * in `.git`. Paths are relative with `/`. Symbolic links are not followed and not listed.
   */
  list(signal: AbortSignal): Promise<readonly WorkspaceFile[]>;
  /** Undefined where there is no such file. Throws `workspace.outside-root` for a path that leads out. */
  read(path: string): Promise<Uint8Array | undefined>;
  /** What the person has under the path now: as `read`, but unsaved edits of theirs come before what is on disk. */
  readLatest(path: string): Promise<Uint8Array | undefined>;
  /** Whether a file may be run as a program; false where there is none, and where the system has no such bit. */
  isExecutable(path: string): Promise<boolean>;
  /** Whether the path is one that `list` would leave out for being ignored or secret. */
  isHidden(path: string): Promise<boolean>;
  search(query: SearchQuery, signal: AbortSignal): Promise<readonly SearchMatch[]>;
  /**
   * Writes all operations, or none when a file is not as `base` says (`workspace.stale-base`).
   * Safe to repeat after a crash: what is already as wanted is left alone.
   */
  apply(operations: readonly FileOperation[]): Promise<void>;
}

export interface WorkspaceFile {
  readonly path: string;
  readonly sizeBytes: number;
  readonly executable: boolean;
}

export interface SearchQuery {
  readonly text: string;
  readonly isRegex: boolean;
  /** Only paths that match, for example `src/**` + `/*.ts`. */
  readonly glob?: string;
  readonly maxMatches: number;
  /** Contents that count in place of what the folder holds under these paths; null: not there. */
  readonly instead: readonly { readonly path: string; readonly bytes: Uint8Array | null }[];
}

export interface SearchMatch {
  readonly path: string;
  /** From 1. */
  readonly line: number;
  readonly text: string;
}

/** What one path was and what it shall be; null: not there. */
export interface FileOperation {
  readonly path: string;
  readonly base: ContentHash | null;
  readonly next: {
    readonly hash: ContentHash;
    readonly bytes: Uint8Array;
    readonly executable: boolean;
  } | null;
}
