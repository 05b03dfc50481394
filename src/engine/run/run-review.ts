import { decideEdits, decideHunks, type HunkOrder, orderForFiles } from '../change/review/decide-hunks.ts';
import type { ConflictHandling, Decisions, PendingDecision } from '../change/review/decisions.ts';
import { type FileProposal, proposeFiles } from '../change/review/file-proposal.ts';
import type { ContentStore } from '../ports/content-store.ts';
import type { Feedback, RunContext } from './run-context.ts';

/** The part of a session that is about its proposal. Outside of a review every decision is without effect. */
export interface RunReview {
  /** Whether the proposal waits for decisions, or one of them is being written. */
  readonly isDeciding: () => boolean;
  readonly decisions: () => Decisions;
  /** What hashes in proposals and decisions stand for. */
  readonly contents: ContentStore;
  /** What is proposed, with the person's edits of it. The same object as long as nothing of it changes. */
  readonly proposals: () => readonly FileProposal[];
  /** Takes these files whole, by the paths of the proposed changes, and rejects what is left. */
  readonly decide: (accepted: readonly string[], onConflict?: ConflictHandling) => void;
  readonly decideHunks: (order: HunkOrder) => void;
  /** Says again what could not be written. Throws a plain Error where nothing waits to be. */
  readonly decideAgain: (onConflict: ConflictHandling) => void;
  /** Sends the run back to work: what is accepted is its new base, what is rejected is gone. */
  readonly revise: (feedback: readonly Feedback[]) => void;
  /** Puts a person's own text in the place of a file's proposed one. */
  readonly editProposal: (path: string, bytes: Uint8Array) => void;
}

/** What a person says of a proposal, as the machine takes it. */
export type ReviewEvent =
  | { readonly type: 'changes.decide'; readonly decision: PendingDecision }
  | { readonly type: 'changes.revise'; readonly feedback: readonly Feedback[] };

export interface Reviewed {
  readonly contents: ContentStore;
  readonly context: () => Pick<RunContext, 'changeSet' | 'decisions'>;
  readonly isDeciding: () => boolean;
  readonly send: (event: ReviewEvent) => void;
}

/** Works decisions out before the machine sees them: what cannot be is refused where the decision stays open. */
export function reviewOf({ contents, context, isDeciding, send }: Reviewed): RunReview {
  const propose = rememberLast(contents);
  const files = () => propose(context().changeSet, context().decisions.edits);
  const take = (decision: PendingDecision) => send({ type: 'changes.decide', decision });
  const order = (said: HunkOrder) => take(decideHunks(files(), context().decisions, said));
  return {
    isDeciding,
    decisions: () => context().decisions,
    contents,
    proposals: files,
    decide: (accepted, onConflict = 'refuse') => order({ ...orderForFiles(files(), accepted), onConflict }),
    decideHunks: order,
    decideAgain(onConflict) {
      const { pending } = context().decisions;
      if (pending === null) throw new Error('there is no decision that waits to be written');
      take({ ...pending, onConflict });
    },
    revise(feedback) {
      if (feedback.every(({ text }) => text.trim() === '')) throw new Error('nothing was said to revise by');
      send({ type: 'changes.revise', feedback });
    },
    editProposal(path, bytes) {
      const before = files();
      if (!before.some(file => file.path === path && file.next !== null)) {
        throw new Error(`${path} was edited but is not proposed`);
      }
      const { changeSet, decisions } = context();
      const edits = { ...decisions.edits, [path]: contents.put(bytes) };
      take(decideEdits(decisions, { before, files: propose(changeSet, edits), edits }));
    },
  };
}

type Propose = (
  changeSet: RunContext['changeSet'],
  edits: RunContext['decisions']['edits'],
) => readonly FileProposal[];

/** Comparing all files anew for each look at them would be most of what a decision takes. */
function rememberLast(contents: ContentStore): Propose {
  let last: { readonly key: string; readonly files: readonly FileProposal[] } | undefined;
  return (changeSet, edits) => {
    const key = JSON.stringify([changeSet.hash, edits]);
    if (last?.key !== key) last = { key, files: proposeFiles(changeSet, edits, contents) };
    return last.files;
  };
}
