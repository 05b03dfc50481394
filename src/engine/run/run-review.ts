import {
  decideEdits,
  decideHunks,
  type HunkOrder,
  orderForFiles,
  type Standing,
} from '../change/review/decide-hunks.ts';
import type { ConflictHandling, Decisions, PendingDecision } from '../change/review/decisions.ts';
import { type FileProposal, proposeFiles } from '../change/review/file-proposal.ts';
import { orderInPlace } from '../change/review/order-in-place.ts';
import { renewOrder } from '../change/review/renew-order.ts';
import { ForgeError } from '../forge-error.ts';
import type { ContentStore } from '../ports/content-store.ts';
import type { Feedback, RunContext } from './run-context.ts';

/**
 * The part of a session that is about its proposal. Outside of a review every decision is without effect. A decision
 * resolves when the machine has it, which `settled` tells the end of; where another process has decided meanwhile, what
 * it said stands.
 */
export interface RunReview {
  /** Whether the proposal waits for decisions, or one of them is being written. */
  readonly isDeciding: () => boolean;
  readonly decisions: () => Decisions;
  /** What hashes in proposals and decisions stand for. */
  readonly contents: ContentStore;
  /** What is proposed, with the person's edits of it. The same object as long as nothing of it changes. */
  readonly proposals: () => readonly FileProposal[];
  /** Takes what is undecided of these files, by the paths of the proposed changes, and rejects all that is left. */
  readonly decide: (accepted: readonly string[], onConflict?: ConflictHandling) => Promise<void>;
  readonly decideHunks: (order: HunkOrder) => Promise<void>;
  /** Says again what could not be written. Rejects with a plain Error where nothing waits to be. */
  readonly decideAgain: (onConflict: ConflictHandling) => Promise<void>;
  /** Sends the run back to work: what is accepted is its new base, what is rejected is gone. */
  readonly revise: (feedback: readonly Feedback[]) => Promise<void>;
  /** Puts a person's own text in the place of a file's proposed one. */
  readonly editProposal: (path: string, bytes: Uint8Array) => Promise<void>;
}

/** What a person says of a proposal, as the machine takes it. */
export type ReviewEvent =
  | { readonly type: 'changes.decide'; readonly decision: PendingDecision }
  | { readonly type: 'changes.revise'; readonly feedback: readonly Feedback[] };

export interface Reviewed {
  readonly contents: ContentStore;
  readonly context: () => Pick<RunContext, 'changeSet' | 'decisions'>;
  readonly isDeciding: () => boolean;
  /** See Question.event. */
  readonly say: (event: (hasMoved: boolean) => ReviewEvent | undefined) => Promise<void>;
}

/** Works decisions out before the machine sees them: what cannot be is refused where the decision stays open. */
export function reviewOf({ contents, context, isDeciding, say }: Reviewed): RunReview {
  const propose = rememberLast(contents);
  const files = () => propose(context().changeSet, context().decisions.edits);
  const take = (decision: PendingDecision): ReviewEvent => ({ type: 'changes.decide', decision });
  const standing = (): Standing => ({ files: files(), verdicts: context().decisions.verdicts });
  const order = (said: (now: Standing, seen: Standing) => HunkOrder) => {
    const seen = standing();
    return say(hasMoved => {
      const now = standing();
      const renewed = hasMoved ? renewOrder(said(seen, seen), seen.verdicts, now) : said(now, seen);
      return renewed && take(decideHunks(now.files, context().decisions, renewed));
    });
  };
  return {
    isDeciding,
    decisions: () => context().decisions,
    contents,
    proposals: files,
    decide: async (accepted, onConflict = 'refuse') =>
      order(now => ({ ...orderForFiles(now, accepted), onConflict })),
    decideHunks: said => order((now, seen) => orderInPlace(said, { seen: seen.files, now: now.files })),
    decideAgain: onConflict =>
      say(hasMoved => {
        const { pending } = context().decisions;
        if (pending !== null) return take({ ...pending, onConflict });
        if (hasMoved) return undefined;
        throw new Error('there is no decision that waits to be written');
      }),
    async revise(feedback) {
      if (feedback.every(({ text }) => text.trim() === '')) throw new Error('nothing was said to revise by');
      const { changeSet: seen } = context();
      await say(hasMoved => {
        if (hasMoved && context().changeSet.hash !== seen.hash) throw outdated('This proposal');
        return { type: 'changes.revise', feedback };
      });
    },
    async editProposal(path, bytes) {
      const { changeSet: seen, decisions: earlier } = context();
      if (!files().some(file => file.path === path && file.next !== null)) {
        throw new Error(`${path} was edited but is not proposed`);
      }
      await say(hasMoved => {
        const { changeSet, decisions } = context();
        const isAnother = changeSet.hash !== seen.hash || decisions.edits[path] !== earlier.edits[path];
        if (hasMoved && isAnother) throw outdated(`What is proposed for ${path}`);
        const edits = { ...decisions.edits, [path]: contents.put(bytes) };
        return take(decideEdits(decisions, { before: files(), files: propose(changeSet, edits), edits }));
      });
    },
  };
}

function outdated(what: string): ForgeError {
  return new ForgeError(
    'workspace.stale-base',
    `${what} was changed in another window or terminal. Look at what it says now, and try again.`,
  );
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
