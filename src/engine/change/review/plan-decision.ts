import { ForgeError } from '../../forge-error.ts';
import type { ContentHash, ContentStore } from '../../ports/content-store.ts';
import type { FileOperation, Workspace } from '../../ports/workspace.ts';
import { composeFile } from './compose-file.ts';
import { type ConflictHandling, type Decisions, isAccepted, type PendingDecision } from './decisions.ts';
import type { FileProposal } from './file-proposal.ts';
import { mergeContents } from './merge-contents.ts';
import { type PlannedFile, planMove } from './plan-move.ts';

export interface DecisionPlan {
  readonly operations: readonly FileOperation[];
  /** Decisions.applied once they are carried out. */
  readonly applied: Decisions['applied'];
}

export interface Decided {
  readonly files: readonly FileProposal[];
  readonly decisions: Pick<Decisions, 'applied' | 'verdicts' | 'edits'>;
  readonly pending: Pick<PendingDecision, 'verdicts' | 'edits' | 'onConflict'>;
}

/**
 * What has to be written for a decision. The person's own edits are kept: what they have is merged with what the
 * accepted hunks make of the file. Throws `workspace.conflict` where that cannot be, and `workspace.stale-base` where a
 * file is gone.
 */
export async function planDecision(
  { files, decisions, pending }: Decided,
  { workspace, contents }: { readonly workspace: Workspace; readonly contents: ContentStore },
): Promise<DecisionPlan> {
  const operations: FileOperation[] = [];
  const conflicts: string[] = [];
  const gone: string[] = [];
  const applied = { ...decisions.applied };
  for (const file of files.filter(isAffected(decisions, pending))) {
    const untouched = new Map(composeFile(file, () => false, contents).map(({ path, hash }) => [path, hash]));
    const targets = composeFile(file, isAccepted(pending.verdicts), contents)
      .map(target => {
        const { path } = target;
        const before = (Object.hasOwn(applied, path) ? applied[path] : untouched.get(path)) ?? null;
        return { target, before, onConflict: pending.onConflict };
      })
      .filter(({ target, before }) => before !== target.hash);
    for (const { target } of targets) applied[target.path] = target.hash;
    const moved = await planMove(targets, { workspace, contents });
    if (moved !== undefined) {
      if (moved.kind === 'conflict') conflicts.push(moved.path);
      else operations.push(...moved.operations);
      continue;
    }
    for (const write of targets) {
      const operation = await planFile(write, await workspace.readLatest(write.target.path), contents);
      if (operation === 'gone') gone.push(write.target.path);
      else if (operation === 'conflict') conflicts.push(write.target.path);
      else if (operation !== undefined) operations.push(operation);
    }
  }
  if (gone.length > 0) throw missing(gone);
  if (conflicts.length > 0) throw conflicting(conflicts, pending.onConflict);
  return { operations, applied };
}

/** Composing a file costs, and a decision is about few of them. */
function isAffected(
  before: Decided['decisions'],
  after: Decided['pending'],
): (file: FileProposal) => boolean {
  const [was, is] = [isAccepted(before.verdicts), isAccepted(after.verdicts)];
  return ({ path, hunks }) =>
    before.edits[path] !== after.edits[path] || hunks.some(hunk => was(hunk) !== is(hunk));
}

/** Undefined where nothing is left to do. */
async function planFile(
  { target, before, onConflict }: PlannedFile,
  latest: Uint8Array | undefined,
  contents: ContentStore,
): Promise<FileOperation | 'conflict' | 'gone' | undefined> {
  const { path, hash, executable } = target;
  const base = latest === undefined ? null : contents.put(latest);
  if (base === hash) return undefined;
  const operation = (next: ContentHash | null): FileOperation => ({
    path,
    base,
    next: next === null ? null : { hash: next, bytes: contents.get(next), executable },
  });
  if (base === before) return operation(hash);
  if (base === null) return 'gone';
  // There on one side only: taking either would lose the other.
  if (hash === null) return 'conflict';
  const merged = mergeContents({ base: before, mine: base, theirs: hash }, onConflict, contents);
  return merged === 'conflict' ? merged : operation(merged);
}

function missing(paths: readonly string[]): ForgeError {
  const [first = '', ...rest] = paths;
  const [what, are, it] =
    rest.length === 0 ? [first, 'is', 'it'] : [`${first} and ${rest.length} more`, 'are', 'them'];
  return new ForgeError(
    'workspace.stale-base',
    `${what} ${are} not there any more, so nothing was written. Put ${it} back and try again, or reject what is proposed for ${it}.`,
  );
}

function conflicting(paths: readonly string[], onConflict: ConflictHandling): ForgeError {
  const [first = '', ...rest] = paths;
  const what = rest.length === 0 ? first : `${first} and ${rest.length} more`;
  const advice =
    onConflict === 'mark'
      ? 'Undo your own changes there, or reject what is proposed for it.'
      : 'Take both between conflict markers, undo your own changes there, or reject what is proposed for it.';
  return new ForgeError(
    'workspace.conflict',
    `Your own edits of ${what} contradict what you accepted, so nothing was written. ${advice}`,
  );
}
