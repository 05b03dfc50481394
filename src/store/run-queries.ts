import type { JournalEntry, NewRun, RunStep, StoredEvent, StreamTail } from '../engine/ports/run-store.ts';
import { Query } from './query.ts';
import { queryBuilder } from './query-builder.ts';
import { summaryColumns } from './summary-columns.ts';

interface OfRun {
  readonly runId: string;
}

export const insertRun = new Query((run: NewRun) =>
  queryBuilder.insertInto('runs').values({
    id: run.id,
    task: run.task,
    workspaceRoot: run.workspaceRoot,
    workflow: run.workflow,
    createdAt: run.createdAt,
    updatedAt: run.createdAt,
    state: 'created',
    outcome: null,
    attempts: 0,
    repairs: 0,
    costUsd: 0,
    requestJson: run.requestJson,
    snapshotJson: null,
    steps: 0,
  }),
);

export const updateRun = new Query(
  (step: OfRun & RunStep['summary'] & Pick<RunStep, 'at' | 'snapshotJson'>) =>
    queryBuilder
      .updateTable('runs')
      .set(({ eb }) => ({
        updatedAt: step.at,
        state: step.state,
        outcome: step.outcome,
        attempts: step.attempts,
        repairs: step.repairs,
        costUsd: step.costUsd,
        snapshotJson: step.snapshotJson,
        steps: eb('steps', '+', 1),
      }))
      .where('id', '=', step.runId),
);

export const selectRun = new Query(({ runId }: OfRun) =>
  queryBuilder
    .selectFrom('runs')
    .select([...summaryColumns, 'requestJson', 'snapshotJson', 'steps'])
    .where('id', '=', runId),
);

const newestRuns = queryBuilder
  .selectFrom('runs')
  .select(summaryColumns)
  .orderBy('createdAt', 'desc')
  .orderBy('seq', 'desc');

export const listRuns = new Query(({ limit }: { readonly limit: number }) => newestRuns.limit(limit));

export const listRunsOfWorkspace = new Query(
  ({ limit, workspaceRoot }: { readonly limit: number; readonly workspaceRoot: string }) =>
    newestRuns.where('workspaceRoot', '=', workspaceRoot).limit(limit),
);

export const insertEvent = new Query((event: OfRun & StoredEvent) =>
  queryBuilder
    .insertInto('events')
    .values({ runId: event.runId, at: event.at, type: event.type, json: event.json }),
);

export const selectEvents = new Query(({ runId }: OfRun) =>
  queryBuilder.selectFrom('events').select(['at', 'type', 'json']).where('runId', '=', runId).orderBy('seq'),
);

export const insertJournal = new Query((entry: JournalEntry) =>
  queryBuilder.insertInto('journal').values({ runId: entry.runId, visit: entry.visit, json: entry.json }),
);

export const selectJournal = new Query(({ runId, visit }: OfRun & { readonly visit: string }) =>
  queryBuilder
    .selectFrom('journal')
    .select(['runId', 'visit', 'json'])
    .where('runId', '=', runId)
    .where('visit', '=', visit)
    .orderBy('seq'),
);

export const upsertTail = new Query((tail: StreamTail) =>
  queryBuilder
    .insertInto('tails')
    .values({
      runId: tail.runId,
      visit: tail.visit,
      stream: tail.stream,
      text: tail.text,
      dropped: tail.dropped,
    })
    .onConflict(conflict =>
      conflict.columns(['runId', 'visit', 'stream']).doUpdateSet({ text: tail.text, dropped: tail.dropped }),
    ),
);

export const selectTails = new Query(({ runId }: OfRun) =>
  queryBuilder
    .selectFrom('tails')
    .select(['runId', 'visit', 'stream', 'text', 'dropped'])
    .where('runId', '=', runId)
    .orderBy('visit')
    .orderBy('stream'),
);

export const selectModelsAsked = new Query((_: object) =>
  queryBuilder
    .selectFrom('calls')
    .select('model')
    .distinct()
    .where('runId', 'in', queryBuilder.selectFrom('runs').select('id'))
    .orderBy('model'),
);
