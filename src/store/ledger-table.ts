import { countedAfter } from '../engine/cost/counted.ts';
import { sumUsd } from '../engine/cost/usd.ts';
import type {
  Counted,
  Ledger,
  ModelCallOutcome,
  ModelCallRecord,
  SpentSums,
} from '../engine/ports/run-store.ts';
import * as queries from './ledger-queries.ts';
import type { StoreDatabase } from './store-database.ts';
import type { CallsTable } from './store-schema.ts';

/** The ledger of model calls. What counts against caps stands in each row, so that a sum is one query. */
export function createLedgerTable(database: StoreDatabase): Ledger {
  const sumSince = (at: number) => whole(database.first(queries.sumSince, { at })).costUsd;
  return {
    openCall(runId, since, decide) {
      return database.transaction(() => {
        const sums: SpentSums = {
          ...whole(database.first(queries.sumOfRun, { runId })),
          dayUsd: sumSince(since.day),
          monthUsd: sumSince(since.month),
        };
        const { counted, ...call } = decide(sums);
        database.run(queries.insertCall, { ...call, ...columnsOf(counted) });
        return { ...call, counted };
      });
    },
    enterCall({ counted, ...call }) {
      database.run(queries.insertCall, { ...call, ...columnsOf(counted) });
    },
    settleCall(runId, callId, outcome) {
      database.transaction(() => {
        const open = database.first(queries.selectOpenCall, { runId, callId });
        if (open === undefined) throw new Error(`The run ${runId} has no open model call ${callId}.`);
        const counted = countedAfter(countedIn(open), outcome);
        database.run(queries.settleOpenCall, { runId, callId, ...outcome, ...columnsOf(counted) });
      });
    },
    calls: runId => database.all(queries.selectCalls, { runId }).map(toCallRecord),
    callsSince: at => database.all(queries.selectCallsSince, { at }).map(toCallRecord),
  };
}

type CallRow = { readonly [K in keyof CallsTable]: K extends 'seq' ? number : CallsTable[K] };
type CountedColumns = Pick<CallsTable, 'countedUsd' | 'countedTokens'>;

/** SQLite adds in floating point, and says null where there is nothing to add. */
function whole(sums: { readonly [K in keyof CountedColumns]: number | null } | undefined): Counted {
  return { costUsd: sumUsd([sums?.countedUsd ?? 0]), tokens: sums?.countedTokens ?? 0 };
}

function columnsOf({ costUsd, tokens }: Counted): CountedColumns {
  return { countedUsd: costUsd, countedTokens: tokens };
}

function countedIn({ countedUsd, countedTokens }: CountedColumns): Counted {
  return { costUsd: countedUsd, tokens: countedTokens };
}

function toCallRecord(row: CallRow): ModelCallRecord {
  const { runId, callId, phase, attempt, agent, model, startedAt, worstCaseUsd } = row;
  const named = { runId, callId, phase, attempt, agent, model, startedAt, worstCaseUsd };
  return { ...named, counted: countedIn(row), outcome: outcomeOf(row) };
}

function outcomeOf(row: CallRow): ModelCallOutcome | null {
  if (row.provenance === null) return null;
  return {
    durationMs: row.durationMs ?? 0,
    inputTokens: row.inputTokens ?? 0,
    cacheReadTokens: row.cacheReadTokens ?? 0,
    cacheWriteTokens: row.cacheWriteTokens ?? 0,
    outputTokens: row.outputTokens ?? 0,
    reasoningTokens: row.reasoningTokens ?? 0,
    costUsd: row.costUsd,
    costSource: row.costSource ?? 'unknown',
    pricedAsOf: row.pricedAsOf,
    topTierUsd: row.topTierUsd,
    provenance: row.provenance,
  };
}
