import type { ContentHash } from '../../ports/content-store.ts';
import type { Hunk, HunkId, ProposalEdits } from './file-proposal.ts';

export type HunkVerdict = 'accepted' | 'rejected';

/** A hunk that is missing is undecided. */
export type Verdicts = Readonly<Record<HunkId, HunkVerdict>>;

/** What a person has said of a change set's hunks so far. Plain data; part of the run's record. */
export interface Decisions {
  readonly verdicts: Verdicts;
  readonly edits: ProposalEdits;
  /** What the accepted hunks made of each path, as it was last brought into the workspace; null: not there. */
  readonly applied: Readonly<Record<string, ContentHash | null>>;
  /** Paths of which anything was accepted before the run revised the rest. */
  readonly earlier: readonly string[];
  /** A decision whose files are being written; in a run that waits, one that could not be written. */
  readonly pending: PendingDecision | null;
  /** Whether hunks are left to decide. */
  readonly isOpen: boolean;
}

/** A decision as the machine takes it, worked out to the end. */
export interface PendingDecision {
  readonly verdicts: Verdicts;
  readonly edits: ProposalEdits;
  /** Paths of which anything is accepted. */
  readonly accepted: readonly string[];
  readonly onConflict: ConflictHandling;
  /** Whether the workspace changes by it. */
  readonly writes: boolean;
  readonly isOpen: boolean;
}

/** Where a person's own edits contradict an accepted hunk: write nothing, or both between conflict markers. */
export type ConflictHandling = 'refuse' | 'mark';

export const noDecisions: Decisions = {
  verdicts: {},
  edits: {},
  applied: {},
  earlier: [],
  pending: null,
  isOpen: true,
};

/** The decisions once a pending one holds. */
export function settled(
  { applied, earlier }: Pick<Decisions, 'applied' | 'earlier'>,
  { verdicts, edits, isOpen }: PendingDecision,
): Decisions {
  return { verdicts, edits, applied, earlier, pending: null, isOpen };
}

export function verdictOf(verdicts: Verdicts, { id }: Pick<Hunk, 'id'>): HunkVerdict | 'undecided' {
  return (Object.hasOwn(verdicts, id) ? verdicts[id] : undefined) ?? 'undecided';
}

export function isAccepted(verdicts: Verdicts): (hunk: Hunk) => boolean {
  return hunk => verdictOf(verdicts, hunk) === 'accepted';
}

/** Whether some hunks were accepted and others rejected: what was checked as a whole is not what was written. */
export function isPartly(verdicts: Verdicts): boolean {
  const said = new Set(Object.values(verdicts));
  return said.has('accepted') && said.has('rejected');
}
