import type { RunSlice } from './run-slice.ts';

/** The messages between the host and the panel. Another version on the other side is refused. */
export const protocolVersion = 1;

/** What the host tells the panel: always the whole of what it shows, so that no message can be missed. */
export interface PanelSnapshot {
  readonly type: 'panel.snapshot';
  readonly version: typeof protocolVersion;
  /** Grows with every message; an older one that arrives late is dropped. */
  readonly revision: number;
  /** The run of this window, also after it has ended; null before the first. */
  readonly run: RunSlice | null;
  /** Runs of the open folders that can be taken up again. */
  readonly resumable: readonly ResumableRun[];
}

export interface ResumableRun {
  readonly runId: string;
  readonly task: string;
  /** What it waits for, in words for people. */
  readonly state: string;
  /** Milliseconds since the epoch. */
  readonly updatedAt: number;
}

/** Everything the panel may ask. Parsed by parseViewMessage before anyone trusts it. */
export type ViewMessage =
  | { readonly type: 'view.ready' }
  | { readonly type: 'task.solve' }
  | { readonly type: 'run.cancel' }
  | { readonly type: 'run.resume'; readonly runId: string }
  | { readonly type: 'changes.review' }
  | { readonly type: 'changes.accept' }
  | { readonly type: 'changes.reject' }
  | { readonly type: 'change.open'; readonly path: string }
  | { readonly type: 'failure.act'; readonly action: string }
  | { readonly type: 'key.set' }
  | { readonly type: 'log.show' };
