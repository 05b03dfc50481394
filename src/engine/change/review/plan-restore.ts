import type { CheckpointStore } from '../../ports/checkpoint-store.ts';
import type { ContentStore } from '../../ports/content-store.ts';
import type { FileOperation, Workspace } from '../../ports/workspace.ts';
import { contentWithoutRun } from './content-without-run.ts';

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
  for (const file of checkpoints.files(runId)) {
    const { path, executable } = file;
    const latest = await workspace.readLatest(path);
    const base = latest === undefined ? null : contents.put(latest);
    const next = contentWithoutRun(file, base, { contents, checkpoints });
    if (next === 'conflict') conflicts.push(path);
    else if (next !== base) {
      const content = next === null ? null : { hash: next, bytes: contents.get(next), executable };
      operations.push({ path, base, next: content });
    }
  }
  return { operations, conflicts };
}
