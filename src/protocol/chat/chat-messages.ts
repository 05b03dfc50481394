import type { RunSlice } from './run-slice.ts';

/** The state of the chat, in slices. */
export interface ChatSlices {
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

/** Everything the chat may ask. Parsed by parseChatMessage before anyone trusts it. */
export type ChatMessage =
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
