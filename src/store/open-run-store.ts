import type { CheckpointStore } from '../engine/ports/checkpoint-store.ts';
import type { ContentStore } from '../engine/ports/content-store.ts';
import type { RunPage, RunSearch } from '../engine/ports/run-search.ts';
import type {
  JournalEntry,
  Ledger,
  NewRun,
  RunQuery,
  RunStep,
  RunStore,
  RunSummary,
  StoredEvent,
  StoredRun,
  StreamTail,
} from '../engine/ports/run-store.ts';
import { createCheckpointTable } from './checkpoint-table.ts';
import { createContentTable } from './content-table.ts';
import { createLedgerTable } from './ledger-table.ts';
import { realFolder } from './real-folder.ts';
import { RunClaims } from './run-claims.ts';
import * as queries from './run-queries.ts';
import { searchRuns } from './search-runs.ts';
import { StoreDatabase } from './store-database.ts';

export interface StoreOptions {
  /** Puts a ledger in front of the store's own. */
  readonly through?: (own: Ledger) => Ledger;
  /** How a person has it kept elsewhere, for messages. */
  readonly elsewhere?: string;
}

/**
 * Opens the history in `codeforge.db` of this folder, which is made when it is missing. Several processes
 * may have it open. Throws `config.invalid` when the folder cannot be written, and `snapshot.incompatible`
 * when the file is damaged or newer than this program.
 */
export function openRunStore(directory: string, options: StoreOptions = {}): RunStore {
  const { through = own => own, elsewhere = 'set CODEFORGE_HOME to another folder' } = options;
  return new SqliteRunStore(new StoreDatabase(directory, elsewhere), through);
}

class SqliteRunStore implements RunStore {
  readonly contents: ContentStore;
  readonly checkpoints: CheckpointStore;
  readonly openCall: RunStore['openCall'];
  readonly enterCall: RunStore['enterCall'];
  readonly settleCall: RunStore['settleCall'];
  readonly calls: RunStore['calls'];
  readonly callsSince: RunStore['callsSince'];
  readonly #database: StoreDatabase;
  readonly #claims: RunClaims;

  constructor(database: StoreDatabase, through: (own: Ledger) => Ledger) {
    this.#database = database;
    this.#claims = new RunClaims(database);
    this.contents = createContentTable(database);
    this.checkpoints = createCheckpointTable(database);
    const ledger = through(createLedgerTable(database));
    this.openCall = ledger.openCall;
    this.enterCall = ledger.enterCall;
    this.settleCall = ledger.settleCall;
    this.calls = ledger.calls;
    this.callsSince = ledger.callsSince;
  }

  create(run: NewRun): void {
    this.#database.run(queries.insertRun, { ...run, workspaceRoot: realFolder(run.workspaceRoot) });
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
    return this.#database.all(queries.listRunsOfWorkspace, {
      limit,
      workspaceRoot: realFolder(workspaceRoot),
    });
  }

  search(search: RunSearch): RunPage {
    return searchRuns(this.#database, search);
  }

  modelsAsked(): readonly string[] {
    return this.#database.all(queries.selectModelsAsked, {}).map(({ model }) => model);
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

  keepTail(tail: StreamTail): void {
    this.#database.run(queries.upsertTail, tail);
  }

  tails(runId: string): readonly StreamTail[] {
    return this.#database.all(queries.selectTails, { runId });
  }

  claim(runId: string): boolean {
    return this.#claims.claim(runId);
  }

  release(runId: string): void {
    this.#claims.release(runId);
  }

  isWorkedAt(runId: string): boolean {
    return this.#claims.isWorkedAt(runId);
  }

  watch(onChange: () => void): () => void {
    return this.#database.watch(onChange);
  }

  close(): void {
    if (!this.#database.isOpen()) return;
    this.#claims.releaseAll();
    this.#database.close();
  }
}
