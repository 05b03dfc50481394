import { diffLines } from 'diff';
import type { ContentHash, ContentStore } from '../ports/content-store.ts';
import { type ChangeSet, changeAt, type FileChange } from './change-set.ts';
import { decodeText } from './text-content.ts';

/** One row of what a run changed, as people and scripts see it. */
export interface ChangeSummary {
  readonly path: string;
  readonly kind: 'created' | 'edited' | 'deleted' | 'moved';
  /** Where it was before, for `moved`. */
  readonly from?: string;
  /** Lines; both 0 for a binary file. */
  readonly added: number;
  readonly removed: number;
}

/** One row a file; a move is one row, under its new path. */
export function summarizeChanges(changeSet: ChangeSet, contents: ContentStore): readonly ChangeSummary[] {
  const sources = movedSources(changeSet);
  return Object.entries(changeSet.files)
    .filter(([path]) => !sources.has(path))
    .map(([path, change]) => summarize(path, change, { changeSet, contents }));
}

/** Old paths of the set's moves: they are told with the new path, not on their own. */
export function movedSources(changeSet: ChangeSet): ReadonlySet<string> {
  return new Set(Object.values(changeSet.files).flatMap(({ movedFrom }) => movedFrom ?? []));
}

/** The content before: the file's own base, or that of the file that was moved here. */
export function baseOfChange(change: FileChange, changeSet: ChangeSet): ContentHash | null {
  if (change.movedFrom === undefined) return change.base;
  return changeAt(changeSet, change.movedFrom)?.base ?? null;
}

interface Sources {
  readonly changeSet: ChangeSet;
  readonly contents: ContentStore;
}

function summarize(path: string, change: FileChange, sources: Sources): ChangeSummary {
  const before = textOf(baseOfChange(change, sources.changeSet), sources.contents);
  const after = textOf(change.next, sources.contents);
  const counts = countLines(before, after);
  if (change.movedFrom !== undefined) return { path, kind: 'moved', from: change.movedFrom, ...counts };
  if (change.base === null) return { path, kind: 'created', ...counts };
  return { path, kind: change.next === null ? 'deleted' : 'edited', ...counts };
}

function textOf(hash: ContentHash | null, contents: ContentStore): string | undefined {
  return hash === null ? '' : decodeText(contents.get(hash));
}

function countLines(
  before: string | undefined,
  after: string | undefined,
): { added: number; removed: number } {
  if (before === undefined || after === undefined) return { added: 0, removed: 0 };
  const parts = diffLines(before, after);
  const sum = (wanted: 'added' | 'removed') =>
    parts.filter(part => part[wanted]).reduce((total, part) => total + (part.count ?? 0), 0);
  return { added: sum('added'), removed: sum('removed') };
}
