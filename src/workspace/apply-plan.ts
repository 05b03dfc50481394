import type { Stats } from 'node:fs';

/** What is left to do, after everything that can go wrong has been looked at. Absolute paths, free of links. */
export interface ApplyPlan {
  readonly writes: readonly PlannedWrite[];
  readonly removals: readonly PlannedRemoval[];
  /** Every path of the change, also where nothing is left to do. */
  readonly targets: readonly string[];
  /** Folders from which files are or were removed: to go as well once they are empty. */
  readonly vacated: readonly string[];
}

export interface PlannedWrite {
  /** As the change set names it. */
  readonly path: string;
  readonly target: string;
  /** A folder that exists, on the target's disk: the new bytes wait there. */
  readonly staging: string;
  readonly bytes: Uint8Array;
  readonly executable: boolean;
  /** The file that is replaced, as it was when it was compared; null when there is none. */
  readonly seen: Stats | null;
}

export interface PlannedRemoval {
  readonly path: string;
  readonly target: string;
  /** What the path names: the link, where there is one. */
  readonly entry: string;
  readonly seen: Stats;
}
