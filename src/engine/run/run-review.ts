import { decideEdits, decideHunks, type HunkOrder, orderForFiles } from '../change/review/decide-hunks.ts';
import type { ConflictHandling, PendingDecision } from '../change/review/decisions.ts';
import { type FileProposal, proposeFiles } from '../change/review/file-proposal.ts';
import type { ContentStore } from '../ports/content-store.ts';
import type { RunContext } from './run-context.ts';

/** The part of a session that is about its proposal. Outside of a review every decision is without effect. */
export interface RunReview {
  /** What is proposed, with the person's edits of it. The same object as long as nothing of it changes. */
  readonly proposals: () => readonly FileProposal[];
  /** Takes these files whole, by the paths of the proposed changes, and rejects what is left. */
  readonly decide: (accepted: readonly string[], onConflict?: ConflictHandling) => void;
  readonly decideHunks: (order: HunkOrder) => void;
  /** Says again what could not be written. Throws a plain Error where nothing waits to be. */
  readonly decideAgain: (onConflict: ConflictHandling) => void;
  /** Puts a person's own text in the place of a file's proposed one. */
  readonly editProposal: (path: string, bytes: Uint8Array) => void;
}

export interface Reviewed {
  readonly contents: ContentStore;
  readonly context: () => Pick<RunContext, 'changeSet' | 'decisions'>;
  readonly send: (decision: PendingDecision) => void;
}

/** Works decisions out before the machine sees them: what cannot be is refused where the decision stays open. */
export function reviewOf({ contents, context, send }: Reviewed): RunReview {
  const propose = rememberLast(contents);
  const files = () => propose(context().changeSet, context().decisions.edits);
  const order = (said: HunkOrder) => send(decideHunks(files(), context().decisions, said));
  return {
    proposals: files,
    decide: (accepted, onConflict = 'refuse') => order({ ...orderForFiles(files(), accepted), onConflict }),
    decideHunks: order,
    decideAgain(onConflict) {
      const { pending } = context().decisions;
      if (pending === null) throw new Error('there is no decision that waits to be written');
      send({ ...pending, onConflict });
    },
    editProposal(path, bytes) {
      const before = files();
      if (!before.some(file => file.path === path && file.next !== null)) {
        throw new Error(`${path} was edited but is not proposed`);
      }
      const { changeSet, decisions } = context();
      const edits = { ...decisions.edits, [path]: contents.put(bytes) };
      send(decideEdits(decisions, { before, files: propose(changeSet, edits), edits }));
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
