import type { Decisions, HunkVerdict, PendingDecision, Verdicts } from './decisions.ts';
import { type ConflictHandling, isAccepted, verdictOf } from './decisions.ts';
import type { FileProposal, Hunk, HunkId, ProposalEdits } from './file-proposal.ts';

/** What a person says now. Hunks that are not named keep what was said of them. */
export interface HunkOrder {
  readonly accept?: readonly HunkId[];
  readonly reject?: readonly HunkId[];
  /** Takes back what was said of them. */
  readonly reopen?: readonly HunkId[];
  /** Refuse when left out. */
  readonly onConflict?: ConflictHandling;
}

/** A proposal with what was said of it. */
export interface Standing {
  readonly files: readonly FileProposal[];
  readonly verdicts: Verdicts;
}

/** The decision that an order comes to. Throws a plain Error for a hunk that is not proposed. */
export function decideHunks(
  files: readonly FileProposal[],
  decisions: Decisions,
  order: HunkOrder,
): PendingDecision {
  const hunks = new Map(files.flatMap(file => file.hunks.map(hunk => [hunk.id, hunk] as const)));
  const verdicts = new Map<HunkId, HunkVerdict>();
  for (const { id } of hunks.values()) {
    const verdict = verdictOf(decisions.verdicts, { id });
    if (verdict !== 'undecided') verdicts.set(id, verdict);
  }
  for (const id of namedIn(order)) {
    if (!hunks.has(id)) throw new Error(`${id} was decided but is not proposed`);
  }
  for (const id of order.accept ?? []) verdicts.set(id, 'accepted');
  for (const id of order.reject ?? []) verdicts.set(id, 'rejected');
  for (const id of order.reopen ?? []) verdicts.delete(id);
  const next = { verdicts: Object.fromEntries(verdicts), edits: decisions.edits };
  return pendingOf({ before: files, files, decisions, onConflict: order.onConflict ?? 'refuse', ...next });
}

/**
 * Accepts what is undecided of these files and rejects what is of the others: nothing stays open. Who has decided single
 * hunks has meant it.
 */
export function orderForFiles({ files, verdicts }: Standing, paths: readonly string[]): HunkOrder {
  const stray = paths.find(path => !files.some(file => file.path === path));
  if (stray !== undefined) throw new Error(`${stray} was accepted but not proposed`);
  const open = (all: readonly Hunk[]) => all.filter(hunk => verdictOf(verdicts, hunk) === 'undecided');
  const ids = (wanted: boolean) =>
    files.filter(({ path }) => paths.includes(path) === wanted).flatMap(({ hunks }) => open(hunks).map(idOf));
  return { accept: ids(true), reject: ids(false) };
}

export interface EditedProposal {
  /** As proposed until now, and with the new edits. */
  readonly before: readonly FileProposal[];
  readonly files: readonly FileProposal[];
  readonly edits: ProposalEdits;
}

/**
 * The decision that editing a proposal comes to: what stands in the place of a hunk that was decided is decided alike.
 */
export function decideEdits(decisions: Decisions, { before, files, edits }: EditedProposal): PendingDecision {
  const earlier = new Map(before.map(file => [file.path, file]));
  const verdicts: Record<HunkId, HunkVerdict> = {};
  for (const file of files) {
    for (const hunk of file.hunks) {
      const verdict = inherited(hunk, earlier.get(file.path)?.hunks ?? [], decisions.verdicts);
      if (verdict !== 'undecided') verdicts[hunk.id] = verdict;
    }
  }
  return pendingOf({ before, files, decisions, onConflict: 'refuse', verdicts, edits });
}

function inherited(hunk: Hunk, earlier: readonly Hunk[], verdicts: Verdicts): HunkVerdict | 'undecided' {
  const there = hunksInPlaceOf(hunk, earlier);
  const [first = 'undecided', ...rest] = there.map(other => verdictOf(verdicts, other));
  return rest.every(verdict => verdict === first) ? first : 'undecided';
}

/** What stands in the place of a hunk once its file's proposal was edited: itself, others, or nothing. */
export function hunksInPlaceOf(hunk: Hunk, hunks: readonly Hunk[]): readonly Hunk[] {
  const same = hunks.find(({ id }) => id === hunk.id);
  return same ? [same] : hunks.filter(other => other.kind === hunk.kind && touch(other, hunk));
}

function touch({ change: a }: Hunk, { change: b }: Hunk): boolean {
  return a.baseStart <= b.baseStart + b.baseCount && b.baseStart <= a.baseStart + a.baseCount;
}

interface Outcome extends EditedProposal {
  readonly decisions: Decisions;
  readonly verdicts: Verdicts;
  readonly onConflict: ConflictHandling;
}

function pendingOf({ before, files, decisions, verdicts, edits, onConflict }: Outcome): PendingDecision {
  const accepted = (all: readonly FileProposal[], said: Verdicts) =>
    all.flatMap(({ hunks }) => hunks.filter(isAccepted(said)).map(idOf)).join('\n');
  return {
    verdicts,
    edits,
    accepted: [
      ...new Set([
        ...decisions.earlier,
        ...files.filter(({ hunks }) => hunks.some(isAccepted(verdicts))).map(({ path }) => path),
      ]),
    ],
    onConflict,
    writes: accepted(files, verdicts) !== accepted(before, decisions.verdicts),
    isOpen: files.some(({ hunks }) => hunks.some(hunk => verdictOf(verdicts, hunk) === 'undecided')),
  };
}

function namedIn({ accept = [], reject = [], reopen = [] }: HunkOrder): readonly HunkId[] {
  return [...accept, ...reject, ...reopen];
}

const idOf = ({ id }: Hunk): HunkId => id;
