import type { ContentHash } from './content-store.ts';

/**
 * What files held before a run touched them, by content, apart from any version control. It outlives the run,
 * and is cleared away from its oldest end.
 */
export interface CheckpointStore {
  /**
   * Notes files that a run is about to change. Of a path the last record counts; only whether it could be run is kept
   * from the first. Older checkpoints are removed until all fit into `maxBytes`; the newest is never.
   */
  record(change: CheckpointedChange, maxBytes: number): void;
  /** Newest first; of one folder, or of all. */
  list(root?: string): readonly CheckpointSummary[];
  /** By path, in their order; empty for an unknown run. */
  files(runId: string): readonly CheckpointFile[];
  /** Throws a plain Error for a hash that no checkpoint names. */
  content(hash: ContentHash): Uint8Array;
  /** Removes the checkpoints of these runs. Returns how many bytes are free again. */
  remove(runIds: readonly string[]): number;
}

export interface CheckpointedChange {
  readonly runId: string;
  readonly task: string;
  /** The folder that paths are relative to. Absolute. */
  readonly root: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** Null: not there. See CheckpointFile. */
  readonly files: readonly {
    readonly path: string;
    readonly before: Uint8Array | null;
    readonly held: ContentHash | null;
    readonly after: Uint8Array | null;
    /** Whether what was there before could be run as a program. */
    readonly executable: boolean;
  }[];
}

export interface CheckpointSummary {
  readonly runId: string;
  readonly task: string;
  readonly root: string;
  /** When the run first touched a file, and last. */
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly fileCount: number;
  /** Of its contents; what several checkpoints share is in each. */
  readonly sizeBytes: number;
}

export interface CheckpointFile {
  readonly path: string;
  /** Without the run. */
  readonly before: ContentHash | null;
  /** When it was recorded; only the name. What was recorded may never have been written: then it holds this still. */
  readonly held: ContentHash | null;
  readonly after: ContentHash | null;
  /** Whether what was there before could be run as a program. */
  readonly executable: boolean;
}

/** Enough for years of source code. */
export const defaultCheckpointBytes = 200 * 1024 * 1024;
