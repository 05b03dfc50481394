import { type ChangeSet, changeAt } from '../change/change-set.ts';
import { baseOfChange } from '../change/summarize-changes.ts';
import { decodeText } from '../change/text-content.ts';
import type { ContentHash, ContentStore } from '../ports/content-store.ts';

/** A comment that tells a language server or linter to keep quiet, which a change has brought in. */
export interface Suppression {
  readonly path: string;
  /** From 1, in the changed file. */
  readonly line: number;
  readonly comment: string;
}

/** The comments of that kind that a change adds: a problem that nobody reports any more is not mended. */
export function findSuppressions(changeSet: ChangeSet, contents: ContentStore): readonly Suppression[] {
  return Object.keys(changeSet.files).flatMap(path => {
    const change = changeAt(changeSet, path);
    if (change === undefined || change.next === null) return [];
    const known = countAlike(commentsIn(textOf(baseOfChange(change, changeSet), contents)));
    return commentsIn(textOf(change.next, contents)).flatMap(({ line, comment }) => {
      const left = known.get(comment) ?? 0;
      known.set(comment, left - 1);
      return left > 0 ? [] : [{ path, line, comment }];
    });
  });
}

function commentsIn(text: string): readonly { readonly line: number; readonly comment: string }[] {
  return text.split('\n').flatMap((line, index) => {
    const found = suppression.exec(line)?.[0];
    return found === undefined ? [] : [{ line: index + 1, comment: found.trim() }];
  });
}

// What linters and compilers take as an order to be silent.
const suppression =
  /@ts-(?:ignore|expect-error|nocheck)\b|\beslint-disable(?:-next-line|-line)?\b|\bbiome-ignore\b|#\s*(?:type|pyright|mypy|pylint):\s*(?:ignore|disable)\b|#\s*noqa\b|\bnolint\b|#\s*rubocop:disable\b|@SuppressWarnings\b|#\[allow\(|#pragma\s+warning\s+disable\b|\bswiftlint:disable\b/u;

function countAlike(comments: readonly { readonly comment: string }[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { comment } of comments) counts.set(comment, (counts.get(comment) ?? 0) + 1);
  return counts;
}

function textOf(hash: ContentHash | null, contents: ContentStore): string {
  return hash === null ? '' : (decodeText(contents.get(hash)) ?? '');
}
