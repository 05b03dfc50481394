import { ForgeError } from '../../forge-error.ts';
import type { ContentHash, ContentStore } from '../../ports/content-store.ts';
import type { FileOperation, Workspace } from '../../ports/workspace.ts';
import { byteLines, bytesOfLines, isBinary } from './byte-lines.ts';
import { type ComposedFile, composeFile } from './compose-file.ts';
import { type ConflictHandling, type Decisions, isAccepted, type PendingDecision } from './decisions.ts';
import type { FileProposal } from './file-proposal.ts';
import { mergeThreeWays } from './merge-three-ways.ts';

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
 * accepted hunks make of the file. Throws `workspace.conflict` where that cannot be.
 */
export async function planDecision(
  { files, decisions, pending }: Decided,
  { workspace, contents }: { readonly workspace: Workspace; readonly contents: ContentStore },
): Promise<DecisionPlan> {
  const operations: FileOperation[] = [];
  const conflicts: string[] = [];
  const applied = { ...decisions.applied };
  for (const file of files.filter(isAffected(decisions, pending))) {
    const untouched = new Map(composeFile(file, () => false, contents).map(({ path, hash }) => [path, hash]));
    for (const target of composeFile(file, isAccepted(pending.verdicts), contents)) {
      const { path } = target;
      const before = (Object.hasOwn(applied, path) ? applied[path] : untouched.get(path)) ?? null;
      if (before === target.hash) continue;
      applied[path] = target.hash;
      const write = { target, before, onConflict: pending.onConflict };
      const operation = await planFile(write, await workspace.readLatest(path), contents);
      if (operation === 'conflict') conflicts.push(path);
      else if (operation !== undefined) operations.push(operation);
    }
  }
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

interface PlannedFile {
  readonly target: ComposedFile;
  /** What the path held after the last decision, apart from the person's edits. */
  readonly before: ContentHash | null;
  readonly onConflict: ConflictHandling;
}

/** Undefined where nothing is left to do. */
async function planFile(
  { target, before, onConflict }: PlannedFile,
  latest: Uint8Array | undefined,
  contents: ContentStore,
): Promise<FileOperation | 'conflict' | undefined> {
  const { path, hash, executable } = target;
  const base = latest === undefined ? null : contents.put(latest);
  if (base === hash) return undefined;
  const operation = (next: ContentHash | null): FileOperation => ({
    path,
    base,
    next: next === null ? null : { hash: next, bytes: contents.get(next), executable },
  });
  if (base === before) return operation(hash);
  // There on one side only, or nothing that has lines: taking either would lose the other.
  if (latest === undefined || hash === null || isBinary(latest)) return 'conflict';
  const theirs = contents.get(hash);
  const common = before === null ? new Uint8Array() : contents.get(before);
  if (isBinary(theirs) || isBinary(common)) return 'conflict';
  const { lines, conflicts } = mergeThreeWays({
    base: byteLines(common),
    mine: byteLines(latest),
    theirs: byteLines(theirs),
  });
  if (conflicts > 0 && onConflict === 'refuse') return 'conflict';
  return operation(contents.put(bytesOfLines(lines)));
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
