import type { ContentHash, ContentStore } from '../ports/content-store.ts';
import type { ChangeSet, FileChange } from './change-set.ts';
import { decodeText } from './text-content.ts';

/** The change set of that hash, as changeSetOf stored it. Throws where it was never stored. */
export function readChangeSet(hash: ContentHash, contents: ContentStore): ChangeSet {
  const entries = JSON.parse(decodeText(contents.get(hash)) ?? '') as readonly [string, FileChange][];
  return { files: Object.fromEntries(entries), hash };
}
