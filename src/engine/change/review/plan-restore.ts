import type { CheckpointStore } from '../../ports/checkpoint-store.ts';
import type { ContentHash, ContentStore } from '../../ports/content-store.ts';
import type { FileOperation, Workspace } from '../../ports/workspace.ts';
import { byteLines, bytesOfLines, isBinary } from './byte-lines.ts';
import { mergeThreeWays } from './merge-three-ways.ts';

export interface RestorePlan {
  readonly operations: readonly FileOperation[];
  /** Files whose later edits contradict what was before: they are left alone. */
  readonly conflicts: readonly string[];
}

export interface Restoring {
  readonly workspace: Workspace;
  readonly contents: ContentStore;
  readonly checkpoints: CheckpointStore;
}

/** Takes back what a run made of its files. Edits that came later are kept: they are merged. */
export async function planRestore(
  runId: string,
  { workspace, contents, checkpoints }: Restoring,
): Promise<RestorePlan> {
  const operations: FileOperation[] = [];
  const conflicts: string[] = [];
  const keep = (hash: ContentHash | null) => (hash === null ? null : contents.put(checkpoints.content(hash)));
  for (const file of checkpoints.files(runId)) {
    const { path, executable } = file;
    const latest = await workspace.readLatest(path);
    const base = latest === undefined ? null : contents.put(latest);
    const next = restored({ before: keep(file.before), after: keep(file.after), now: base }, contents);
    if (next === 'conflict') conflicts.push(path);
    else if (next !== base) {
      const content = next === null ? null : { hash: next, bytes: contents.get(next), executable };
      operations.push({ path, base, next: content });
    }
  }
  return { operations, conflicts };
}

interface Versions {
  readonly before: ContentHash | null;
  readonly after: ContentHash | null;
  readonly now: ContentHash | null;
}

function restored({ before, after, now }: Versions, contents: ContentStore): ContentHash | null | 'conflict' {
  if (now === after || now === before) return before;
  // Deleted or made again since, on one side only: taking either would lose the other.
  if (now === null || before === null || after === null) return 'conflict';
  const all = [after, now, before].map(hash => contents.get(hash));
  if (all.some(isBinary)) return 'conflict';
  const [base = [], mine = [], theirs = []] = all.map(byteLines);
  const merged = mergeThreeWays({ base, mine, theirs });
  return merged.conflicts > 0 ? 'conflict' : contents.put(bytesOfLines(merged.lines));
}
