import type { ModelCallOutcome, NewCall } from '../engine/ports/run-store.ts';
import { Query } from './query.ts';
import { queryBuilder } from './query-builder.ts';
import type { CallsTable } from './store-schema.ts';

interface OfCall {
  readonly runId: string;
  readonly callId: string;
}

type CountedColumns = Pick<CallsTable, 'countedUsd' | 'countedTokens'>;

export const insertCall = new Query((call: Omit<NewCall, 'counted'> & CountedColumns) =>
  queryBuilder.insertInto('calls').values({
    runId: call.runId,
    callId: call.callId,
    phase: call.phase,
    attempt: call.attempt,
    agent: call.agent,
    model: call.model,
    startedAt: call.startedAt,
    worstCaseUsd: call.worstCaseUsd,
    countedUsd: call.countedUsd,
    countedTokens: call.countedTokens,
  }),
);

export const selectOpenCall = new Query(({ runId, callId }: OfCall) =>
  queryBuilder
    .selectFrom('calls')
    .select(['countedUsd', 'countedTokens'])
    .where('runId', '=', runId)
    .where('callId', '=', callId)
    .where('provenance', 'is', null),
);

export const settleOpenCall = new Query((call: OfCall & ModelCallOutcome & CountedColumns) =>
  queryBuilder
    .updateTable('calls')
    .set({
      countedUsd: call.countedUsd,
      countedTokens: call.countedTokens,
      durationMs: call.durationMs,
      inputTokens: call.inputTokens,
      cacheReadTokens: call.cacheReadTokens,
      cacheWriteTokens: call.cacheWriteTokens,
      outputTokens: call.outputTokens,
      reasoningTokens: call.reasoningTokens,
      costUsd: call.costUsd,
      costSource: call.costSource,
      pricedAsOf: call.pricedAsOf,
      topTierUsd: call.topTierUsd,
      provenance: call.provenance,
    })
    .where('runId', '=', call.runId)
    .where('callId', '=', call.callId),
);

export const selectCalls = new Query(({ runId }: Pick<OfCall, 'runId'>) =>
  queryBuilder.selectFrom('calls').selectAll().where('runId', '=', runId).orderBy('seq'),
);

export const selectCallsSince = new Query(({ at }: { readonly at: number }) =>
  queryBuilder
    .selectFrom('calls')
    .selectAll()
    .where('startedAt', '>=', at)
    .orderBy('startedAt')
    .orderBy('seq'),
);

const sums = queryBuilder
  .selectFrom('calls')
  .select(({ fn }) => [
    fn.sum<number | null>('countedUsd').as('countedUsd'),
    fn.sum<number | null>('countedTokens').as('countedTokens'),
  ]);

export const sumOfRun = new Query(({ runId }: Pick<OfCall, 'runId'>) => sums.where('runId', '=', runId));

export const sumSince = new Query(({ at }: { readonly at: number }) => sums.where('startedAt', '>=', at));
