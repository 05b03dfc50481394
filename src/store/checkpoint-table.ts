import type {
  CheckpointedChange,
  CheckpointFile,
  CheckpointStore,
  CheckpointSummary,
} from '../engine/ports/checkpoint-store.ts';
import type { ContentHash } from '../engine/ports/content-store.ts';
import { hashBytes } from './content-hash.ts';
import { Query, queryBuilder } from './query.ts';
import type { StoreDatabase } from './store-database.ts';

/** Checkpoints as rows. Their contents are apart from those of runs, so that they can be removed. */
export function createCheckpointTable(database: StoreDatabase): CheckpointStore {
  const put = (bytes: Uint8Array | null): ContentHash | null => {
    if (bytes === null) return null;
    const hash = hashBytes(bytes);
    database.run(insertContent, { hash, bytes });
    return hash;
  };
  const list = (root?: string): readonly CheckpointSummary[] =>
    database.all(selectCheckpoints, {}).filter(checkpoint => root === undefined || checkpoint.root === root);
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
    files: runId => database.all(selectFiles, { runId }),
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
  database.run(insertCheckpoint, { runId, task, root, at });
  for (const { path, before, after } of files) {
    const hashes = { before: put(before), after: put(after) };
    database.run(insertFile, { runId, path, ...hashes });
  }
}

interface ByRun {
  readonly runId: string;
}

const insertContent = new Query(({ hash, bytes }: { readonly hash: string; readonly bytes: Uint8Array }) =>
  queryBuilder
    .insertInto('checkpointContents')
    .values({ hash, bytes })
    .onConflict(conflict => conflict.doNothing()),
);

const selectContent = new Query(({ hash }: { readonly hash: string }) =>
  queryBuilder.selectFrom('checkpointContents').select('bytes').where('hash', '=', hash),
);

const insertCheckpoint = new Query(
  ({ runId, task, root, at }: Pick<CheckpointedChange, 'runId' | 'task' | 'root' | 'at'>) =>
    queryBuilder
      .insertInto('checkpoints')
      .values({ runId, task, root, createdAt: at, updatedAt: at })
      .onConflict(conflict => conflict.column('runId').doUpdateSet({ updatedAt: at })),
);

const insertFile = new Query(({ runId, path, before, after }: ByRun & CheckpointFile) =>
  queryBuilder
    .insertInto('checkpointFiles')
    .values({ runId, path, before, after })
    .onConflict(conflict => conflict.columns(['runId', 'path']).doUpdateSet({ after })),
);

const selectFiles = new Query(({ runId }: ByRun) =>
  queryBuilder
    .selectFrom('checkpointFiles')
    .select(['path', 'before', 'after'])
    .where('runId', '=', runId)
    .orderBy('path')
    .$castTo<CheckpointFile>(),
);

const selectCheckpoints = new Query(() =>
  queryBuilder
    .selectFrom('checkpoints')
    .leftJoin('checkpointFiles', 'checkpointFiles.runId', 'checkpoints.runId')
    .leftJoin('checkpointContents as kept', 'kept.hash', 'checkpointFiles.before')
    .leftJoin('checkpointContents as made', 'made.hash', 'checkpointFiles.after')
    .select(({ fn, eb, lit }) => [
      'checkpoints.runId',
      'checkpoints.task',
      'checkpoints.root',
      'checkpoints.createdAt',
      'checkpoints.updatedAt',
      fn.count<number>('checkpointFiles.path').as('fileCount'),
      fn
        .sum<number>(
          eb(
            fn.coalesce(fn<number>('length', ['kept.bytes']), lit(0)),
            '+',
            fn.coalesce(fn<number>('length', ['made.bytes']), lit(0)),
          ),
        )
        .as('sizeBytes'),
    ])
    .groupBy('checkpoints.runId')
    .orderBy('checkpoints.updatedAt', 'desc')
    .orderBy('checkpoints.seq', 'desc'),
);

const selectUsed = new Query(() =>
  queryBuilder
    .selectFrom('checkpointContents')
    .select(({ fn }) => fn.sum<number>(fn<number>('length', ['bytes'])).as('bytes')),
);

const deleteFiles = new Query(({ runId }: ByRun) =>
  queryBuilder.deleteFrom('checkpointFiles').where('runId', '=', runId),
);

const deleteCheckpoint = new Query(({ runId }: ByRun) =>
  queryBuilder.deleteFrom('checkpoints').where('runId', '=', runId),
);

const deleteUnused = new Query(() =>
  queryBuilder.deleteFrom('checkpointContents').where(({ not, exists, selectFrom }) =>
    not(
      exists(
        selectFrom('checkpointFiles')
          .select('path')
          .where(({ or, eb }) =>
            or([
              eb('checkpointFiles.before', '=', eb.ref('checkpointContents.hash')),
              eb('checkpointFiles.after', '=', eb.ref('checkpointContents.hash')),
            ]),
          ),
      ),
    ),
  ),
);
