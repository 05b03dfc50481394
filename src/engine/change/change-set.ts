import type { ContentHash, ContentStore } from '../ports/content-store.ts';

/** Everything a run wants to change, by path. Empty until an agent edits something. */
export interface ChangeSet {
  readonly files: Readonly<Record<string, FileChange>>;
  /** Names exactly these changes: evidence and decisions are bound to it. */
  readonly hash: ContentHash;
}

/** What one path was in the workspace when it was first touched, and what it shall be. Null: not there. */
export interface FileChange {
  readonly base: ContentHash | null;
  readonly next: ContentHash | null;
  /** Of the next content; of the base where that goes. */
  readonly executable: boolean;
  /** Set where the content came here from another path, which then is deleted in the same set. */
  readonly movedFrom?: string;
}

/** Builds a set from its files; changes that change nothing are left out. */
export function changeSetOf(files: Readonly<Record<string, FileChange>>, contents: ContentStore): ChangeSet {
  const kept = Object.entries(files)
    .filter(([, change]) => change.base !== change.next)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  const entries = keepRealMoves(kept);
  const hash = contents.put(new TextEncoder().encode(JSON.stringify(entries)));
  return { files: Object.fromEntries(entries), hash };
}

/** A move is one only while its source stays away, its target is new, and no other file came from there. */
function keepRealMoves(entries: readonly (readonly [string, FileChange])[]): readonly [string, FileChange][] {
  const deleted = new Set(entries.flatMap(([path, { next }]) => (next === null ? path : [])));
  return entries.map(([path, { movedFrom, ...change }]) => {
    const isMove = movedFrom !== undefined && change.base === null && deleted.delete(movedFrom);
    return [path, isMove ? { ...change, movedFrom } : change];
  });
}

/** The change of one path, if there is one. A file may be called `constructor`: only own entries count. */
export function changeAt({ files }: Pick<ChangeSet, 'files'>, path: string): FileChange | undefined {
  return Object.hasOwn(files, path) ? files[path] : undefined;
}

export function isEmptyChangeSet(changeSet: ChangeSet): boolean {
  return Object.keys(changeSet.files).length === 0;
}
