import type { ContentHash, ContentStore } from '../../ports/content-store.ts';
import type { FileOperation, Workspace } from '../../ports/workspace.ts';
import type { ComposedFile } from './compose-file.ts';
import type { ConflictHandling } from './decisions.ts';
import { type MergedContents, mergeContents } from './merge-contents.ts';

/** A path that a decision changes. */
export interface PlannedFile {
  readonly target: ComposedFile;
  /** What the path held after the last decision, apart from the person's edits. */
  readonly before: ContentHash | null;
  readonly onConflict: ConflictHandling;
}

export type PlannedMove =
  | { readonly kind: 'moved'; readonly operations: readonly FileOperation[] }
  | { readonly kind: 'conflict'; readonly path: string };

/**
 * Takes the person's edits of a file along to its other name, whichever way it goes. Undefined where there are none, or
 * where it is no move: each path is then planned by itself.
 */
export async function planMove(
  files: readonly PlannedFile[],
  { workspace, contents }: { readonly workspace: Workspace; readonly contents: ContentStore },
): Promise<PlannedMove | undefined> {
  const from = files.find(({ target, before }) => before !== null && target.hash === null);
  const to = files.find(({ target, before }) => before === null && target.hash !== null);
  if (from === undefined || to === undefined || to.target.hash === null) return undefined;
  const { path } = from.target;
  const latest = await workspace.readLatest(path);
  const there = await workspace.readLatest(to.target.path);
  if (latest === undefined && there !== undefined) {
    return planMoved({ base: from.before, mine: contents.put(there), theirs: to.target.hash }, to, contents);
  }
  const mine = latest && contents.put(latest);
  if (mine === undefined || mine === from.before || there !== undefined) return undefined;
  const saved = await workspace.read(path);
  const merged = mergeContents({ base: from.before, mine, theirs: to.target.hash }, to.onConflict, contents);
  // What is only in an editor stays in it, under the old name: no name but that one can be saved there.
  const isSaved = saved !== undefined && contents.put(saved) === mine;
  if (merged === 'conflict' || !isSaved) return { kind: 'conflict', path };
  const { executable } = to.target;
  const next = { hash: merged, bytes: contents.get(merged), executable };
  return {
    kind: 'moved',
    operations: [
      { path: to.target.path, base: null, next },
      { path, base: mine, next: null },
    ],
  };
}

/** Where the person has given the file its other name themselves: what they have there is their edit of it. */
function planMoved(
  sides: MergedContents,
  { target: { path, executable }, onConflict }: PlannedFile,
  contents: ContentStore,
): PlannedMove {
  const { base, mine, theirs } = sides;
  // What has no lines is no less the same.
  if (mine === theirs) return { kind: 'moved', operations: [] };
  const merged = mine === base ? theirs : mergeContents(sides, onConflict, contents);
  // Where the change is the name alone, nobody can tell an edit from a file that has nothing to do with it.
  const isUnclear = mine !== base && theirs === base && onConflict === 'refuse';
  if (merged === 'conflict' || isUnclear) return { kind: 'conflict', path };
  const next = { hash: merged, bytes: contents.get(merged), executable };
  return { kind: 'moved', operations: merged === mine ? [] : [{ path, base: mine, next }] };
}
