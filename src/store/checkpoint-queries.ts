import type { CheckpointedChange, CheckpointFile } from '../engine/ports/checkpoint-store.ts';
import { Query } from './query.ts';
import { queryBuilder } from './query-builder.ts';

interface ByRun {
  readonly runId: string;
}

interface FileRow extends Omit<CheckpointFile, 'executable'> {
  /** 0 or 1. */
  readonly executable: number;
}

export const insertContent = new Query(
  ({ hash, bytes }: { readonly hash: string; readonly bytes: Uint8Array }) =>
    queryBuilder
      .insertInto('checkpointContents')
      .values({ hash, bytes })
      .onConflict(conflict => conflict.doNothing()),
);

export const selectContent = new Query(({ hash }: { readonly hash: string }) =>
  queryBuilder.selectFrom('checkpointContents').select('bytes').where('hash', '=', hash),
);

export const insertCheckpoint = new Query(
  ({ runId, task, root, at }: Pick<CheckpointedChange, 'runId' | 'task' | 'root' | 'at'>) =>
    queryBuilder
      .insertInto('checkpoints')
      .values({ runId, task, root, createdAt: at, updatedAt: at })
      .onConflict(conflict => conflict.column('runId').doUpdateSet({ updatedAt: at })),
);

export const insertFile = new Query(({ runId, path, before, held, after, executable }: ByRun & FileRow) =>
  queryBuilder
    .insertInto('checkpointFiles')
    .values({ runId, path, before, held, after, executable })
    .onConflict(conflict => conflict.columns(['runId', 'path']).doUpdateSet({ before, held, after })),
);

export const selectFiles = new Query(({ runId }: ByRun) =>
  queryBuilder
    .selectFrom('checkpointFiles')
    .select(['path', 'before', 'held', 'after', 'executable'])
    .where('runId', '=', runId)
    .orderBy('path')
    .$castTo<FileRow>(),
);

export const selectCheckpoints = new Query(() =>
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

export const selectUsed = new Query(() =>
  queryBuilder
    .selectFrom('checkpointContents')
    .select(({ fn }) => fn.sum<number>(fn<number>('length', ['bytes'])).as('bytes')),
);

export const deleteFiles = new Query(({ runId }: ByRun) =>
  queryBuilder.deleteFrom('checkpointFiles').where('runId', '=', runId),
);

export const deleteCheckpoint = new Query(({ runId }: ByRun) =>
  queryBuilder.deleteFrom('checkpoints').where('runId', '=', runId),
);

export const deleteUnused = new Query(() =>
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
