/** Everything the chat may ask. Parsed by parseChatMessage before anyone trusts it. */
export type ChatMessage =
  | { readonly type: 'task.send'; readonly text: string }
  /** What stands in the input, so that it is there again when the chat is. */
  | { readonly type: 'draft.keep'; readonly text: string }
  | { readonly type: 'model.choose'; readonly id: string }
  | { readonly type: 'workflow.choose'; readonly id: string }
  /** The number comes back with the answer. */
  | { readonly type: 'mention.query'; readonly number: number; readonly text: string }
  /** Shows a window of cards that begins at this index. */
  | { readonly type: 'thread.show'; readonly from: number }
  /** Back to the newest cards, and on with them. */
  | { readonly type: 'thread.follow' }
  | { readonly type: 'thread.new' }
  | { readonly type: 'plan.approve'; readonly subtasks: readonly EditedSubtask[] }
  | { readonly type: 'plan.revise'; readonly feedback: string }
  | { readonly type: 'code.copy'; readonly card: string; readonly path: string }
  | { readonly type: 'run.cancel' }
  | { readonly type: 'run.resume'; readonly runId: string }
  | { readonly type: 'changes.review' }
  | { readonly type: 'changes.accept' }
  | { readonly type: 'changes.reject' }
  | { readonly type: 'change.open'; readonly path: string }
  | { readonly type: 'failure.act'; readonly action: string }
  | { readonly type: 'start.act'; readonly action: StartAction }
  | { readonly type: 'log.show' };

/** A subtask that stays in the plan, or a new one. */
export interface EditedSubtask {
  readonly id: number;
  /** Null: as the plan has it; the page may show only its beginning. */
  readonly description: string | null;
}

/** What helps a newcomer on. */
export const startActions = ['sample', 'key', 'ollama', 'folder', 'trust', 'walkthrough'] as const;
export type StartAction = (typeof startActions)[number];
