import type { ContentHash, ContentStore } from '../ports/content-store.ts';
import { type ChangeSet, changeAt } from './change-set.ts';
import { baseOfChange, type ChangeSummary, summarizeChanges } from './summarize-changes.ts';
import { decodeText } from './text-content.ts';
import { hunksOf } from './unified-diff.ts';

/** A changed file with its hunks; no lines for a binary one. */
export interface FileDiff extends ChangeSummary {
  readonly lines: readonly string[];
}

/** What a change set does to each file, a move being one. */
export function fileDiffs(changeSet: ChangeSet, contents: ContentStore): readonly FileDiff[] {
  const textOf = (hash: ContentHash | null) => (hash === null ? '' : decodeText(contents.get(hash)));
  return summarizeChanges(changeSet, contents).map(summary => {
    const change = changeAt(changeSet, summary.path);
    const before = change && textOf(baseOfChange(change, changeSet));
    const after = change && textOf(change.next);
    return { ...summary, lines: before === undefined || after === undefined ? [] : hunksOf(before, after) };
  });
}
