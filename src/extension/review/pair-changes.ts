import { type ChangeSet, changeAt } from '../../engine/change/change-set.ts';
import { baseOfChange, type ChangeSummary } from '../../engine/change/summarize-changes.ts';
import type { ContentHash } from '../../engine/ports/content-store.ts';

/** A document of the review: a path, and the stored content that is shown under it. */
export interface ReviewDocument {
  readonly path: string;
  readonly hash: ContentHash;
}

/** One file of the review. A side is undefined where there is no file: before a creation, after a deletion. */
export interface ReviewPair {
  readonly path: string;
  readonly base: ReviewDocument | undefined;
  readonly next: ReviewDocument | undefined;
}

/** The two sides of each change. A moved file is one pair: its old path on the left, its new one on the right. */
export function pairChanges(changes: readonly ChangeSummary[], changeSet: ChangeSet): readonly ReviewPair[] {
  return changes.map(({ path, from = path }) => {
    const change = changeAt(changeSet, path);
    if (change === undefined) throw new Error(`${path} is proposed but not in the change set`);
    return {
      path,
      base: documentOf(from, baseOfChange(change, changeSet)),
      next: documentOf(path, change.next),
    };
  });
}

function documentOf(path: string, hash: ContentHash | null): ReviewDocument | undefined {
  return hash === null ? undefined : { path, hash };
}
