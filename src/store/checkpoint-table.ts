import type {
  CheckpointedChange,
  CheckpointStore,
  CheckpointSummary,
} from '../engine/ports/checkpoint-store.ts';
import type { ContentHash } from '../engine/ports/content-store.ts';
import {
  deleteCheckpoint,
  deleteFiles,
  deleteUnused,
  insertCheckpoint,
  insertContent,
  insertFile,
  selectCheckpoints,
  selectContent,
  selectFiles,
  selectUsed,
} from './checkpoint-queries.ts';
import { hashBytes } from './content-hash.ts';
import { realFolder } from './real-folder.ts';
import type { StoreDatabase } from './store-database.ts';

/** Checkpoints as rows. Their contents are apart from those of runs, so that they can be removed. */
export function createCheckpointTable(database: StoreDatabase): CheckpointStore {
  const put = (bytes: Uint8Array | null): ContentHash | null => {
    if (bytes === null) return null;
    const hash = hashBytes(bytes);
    database.run(insertContent, { hash, bytes });
    return hash;
  };
  const list = (folder?: string): readonly CheckpointSummary[] => {
    const all = database.all(selectCheckpoints, {});
    if (folder === undefined) return all;
    const wanted = realFolder(folder);
    return all.filter(({ root }) => root === wanted);
  };
  const usedBytes = () => database.first(selectUsed, {})?.bytes ?? 0;
  const remove = (runIds: readonly string[]): number => {
    const before = usedBytes();
    for (const runId of runIds) {
      database.run(deleteFiles, { runId });
      database.run(deleteCheckpoint, { runId });
    }
    database.run(deleteUnused, {});
    return before - usedBytes();
  };
  return {
    list,
    record(change, maxBytes) {
      database.transaction(() => {
        writeCheckpoint(change, { database, put });
        const older = list()
          .filter(({ runId }) => runId !== change.runId)
          .reverse();
        for (const { runId } of older) {
          if (usedBytes() <= maxBytes) break;
          remove([runId]);
        }
      });
    },
    files: runId =>
      database
        .all(selectFiles, { runId })
        .map(({ executable, ...file }) => ({ ...file, executable: executable === 1 })),
    content(hash) {
      const row = database.first(selectContent, { hash });
      if (row === undefined) throw new Error(`No checkpoint names the content ${hash}.`);
      return row.bytes;
    },
    remove: runIds => database.transaction(() => remove(runIds)),
  };
}

interface Writing {
  readonly database: StoreDatabase;
  readonly put: (bytes: Uint8Array | null) => ContentHash | null;
}

function writeCheckpoint(
  { runId, task, root, at, files }: CheckpointedChange,
  { database, put }: Writing,
): void {
  database.run(insertCheckpoint, { runId, task, root: realFolder(root), at });
  for (const { path, before, held, after, executable } of files) {
    const hashes = { before: put(before), held, after: put(after) };
    database.run(insertFile, { runId, path, ...hashes, executable: executable ? 1 : 0 });
  }
}
