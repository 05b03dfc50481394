import type { ContentStore } from '../engine/ports/content-store.ts';
import type {
  JournalEntry,
  ModelCallOutcome,
  ModelCallRecord,
  NewRun,
  RunQuery,
  RunStep,
  RunStore,
  RunSummary,
  StoredEvent,
  StoredRun,
} from '../engine/ports/run-store.ts';
import { createContentTable } from './content-table.ts';
import { RunClaims } from './run-claims.ts';
import * as queries from './run-queries.ts';
import { StoreDatabase } from './store-database.ts';
import type { CallsTable } from './store-schema.ts';

/**
 * Opens the history in `codeforge.db` of this folder, which is made when it is missing. Several processes
 * may have it open. Throws `config.invalid` when the folder cannot be written, and `snapshot.incompatible`
 * when the file is damaged or newer than this program.
 */
export function openRunStore(directory: string): RunStore {
  return new SqliteRunStore(new StoreDatabase(directory));
}

class SqliteRunStore implements RunStore {
  readonly contents: ContentStore;
  readonly #database: StoreDatabase;
  readonly #claims: RunClaims;

  constructor(database: StoreDatabase) {
    this.#database = database;
    this.#claims = new RunClaims(database);
    this.contents = createContentTable(database);
  }

  create(run: NewRun): void {
    this.#database.run(queries.insertRun, run);
  }

  saveStep(runId: string, { at, snapshotJson, summary, events }: RunStep): void {
    this.#database.transaction(() => {
      const changed = this.#database.run(queries.updateRun, { runId, at, snapshotJson, ...summary });
      if (changed === 0) throw new Error(`The run ${runId} was never created.`);
      for (const event of events) this.#database.run(queries.insertEvent, { runId, ...event });
    });
  }

  load(runId: string): StoredRun | undefined {
    return this.#database.first(queries.selectRun, { runId });
  }

  list({ limit, workspaceRoot }: RunQuery): readonly RunSummary[] {
    if (workspaceRoot === undefined) return this.#database.all(queries.listRuns, { limit });
    return this.#database.all(queries.listRunsOfWorkspace, { limit, workspaceRoot });
  }

  appendEvent(runId: string, event: StoredEvent): void {
    this.#database.run(queries.insertEvent, { runId, ...event });
  }

  events(runId: string): readonly StoredEvent[] {
    return this.#database.all(queries.selectEvents, { runId });
  }

  appendJournal(entry: JournalEntry): void {
    this.#database.run(queries.insertJournal, entry);
  }

  readJournal(runId: string, visit: string): readonly JournalEntry[] {
    return this.#database.all(queries.selectJournal, { runId, visit });
  }

  openCall({ outcome, ...call }: ModelCallRecord): void {
    this.#database.transaction(() => {
      this.#database.run(queries.insertCall, call);
      if (outcome !== null) this.settleCall(call.runId, call.callId, outcome);
    });
  }

  settleCall(runId: string, callId: string, outcome: ModelCallOutcome): void {
    const settled = this.#database.run(queries.settleOpenCall, { runId, callId, ...outcome });
    if (settled === 0) throw new Error(`The run ${runId} has no open model call ${callId}.`);
  }

  calls(runId: string): readonly ModelCallRecord[] {
    return this.#database.all(queries.selectCalls, { runId }).map(toCallRecord);
  }

  claim(runId: string): boolean {
    return this.#claims.claim(runId);
  }

  release(runId: string): void {
    this.#claims.release(runId);
  }

  close(): void {
    this.#database.close();
  }
}

type CallRow = { readonly [K in keyof CallsTable]: K extends 'seq' ? number : CallsTable[K] };

function toCallRecord(row: CallRow): ModelCallRecord {
  const { runId, callId, phase, agent, model, startedAt, worstCaseUsd } = row;
  return { runId, callId, phase, agent, model, startedAt, worstCaseUsd, outcome: outcomeOf(row) };
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
    provenance: row.provenance,
  };
}
