import type { ContentHash, ContentStore } from '../ports/content-store.ts';
import { type ChangeSet, changeAt } from './change-set.ts';
import { compareTexts, type TextRow } from './compare-texts.ts';
import { decodeText } from './text-content.ts';

/** How a file that two change sets leave differently looks in both. */
export interface FileComparison {
  readonly path: string;
  readonly rows: readonly TextRow[];
}

/** What the second change set has otherwise than the first, file by file; binary files are left out. */
export function compareChangeSets(
  before: ChangeSet,
  after: ChangeSet,
  contents: ContentStore,
): readonly FileComparison[] {
  const paths = new Set([...Object.keys(before.files), ...Object.keys(after.files)]);
  return [...paths].sort().flatMap(path => {
    // What one of them leaves alone is there as it was before both.
    const base = (changeAt(before, path) ?? changeAt(after, path))?.base ?? null;
    const [old, fresh] = [before, after].map(set => {
      const change = changeAt(set, path);
      return change === undefined ? base : change.next;
    });
    if (old === fresh) return [];
    const [left, right] = [old, fresh].map(hash => textOf(hash ?? null, contents));
    return left === undefined || right === undefined ? [] : [{ path, rows: compareTexts(left, right) }];
  });
}

function textOf(hash: ContentHash | null, contents: ContentStore): string | undefined {
  return hash === null ? '' : decodeText(contents.get(hash));
}
