import { closeSync, existsSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { ForgeError } from '../engine/forge-error.ts';
import { explainSqliteError, isBusy, type StorePlace } from './explain-sqlite-error.ts';
import { inTransaction } from './in-transaction.ts';
import { loadSqlite } from './load-sqlite.ts';
import { migrate } from './migrations.ts';
import type { Query } from './query.ts';
import { storeFile } from './store-file.ts';

/**
 * The database file, opened and migrated. Statements are prepared once. Whatever SQLite says about the
 * file, the disk or a lock becomes a ForgeError; other errors are bugs.
 */
export class StoreDatabase {
  readonly #place: StorePlace;
  readonly #database: DatabaseSync;
  readonly #statements = new Map<unknown, StatementSync>();
  readonly #watches = new Set<() => void>();
  #state: 'open' | 'closed' = 'open';

  /** Makes the folder and the file when they are missing, readable by their owner only. */
  constructor(directory: string, elsewhere: string) {
    const file = storeFile(directory);
    this.#place = { file, elsewhere };
    const { DatabaseSync } = loadSqlite();
    createPrivately(this.#place);
    this.#database = this.#explained(() => new DatabaseSync(file));
    try {
      this.#explained(() => configure(this.#database, file));
    } catch (error) {
      this.#database.close();
      throw error;
    }
  }

  /** Returns how many rows changed. */
  run<Arguments extends object>(query: Query<Arguments, unknown>, given: Arguments): number {
    return this.#explained(() => Number(this.#prepared(query).run(...query.bind(given)).changes));
  }

  all<Arguments extends object, Row>(query: Query<Arguments, Row>, given: Arguments): Row[] {
    // The tables are STRICT and the query is typed, so the rows are what the query says. Spread, because
    // SQLite's rows have no prototype.
    return this.#explained(() =>
      this.#prepared(query)
        .all(...query.bind(given))
        .map(row => ({ ...row }) as Row),
    );
  }

  first<Arguments extends object, Row>(query: Query<Arguments, Row>, given: Arguments): Row | undefined {
    return this.all(query, given)[0];
  }

  transaction<T>(work: () => T): T {
    return this.#explained(() => inTransaction(this.#database, work));
  }

  /**
   * Calls soon after another connection has changed the file. Asked of SQLite, since what systems tell of changed files
   * differs: its answer is a number in shared memory, and costs microseconds.
   */
  watch(onChange: () => void): () => void {
    const version = () =>
      this.#explained(() => this.#statement(dataVersion, () => dataVersion).get()?.['data_version']);
    let seen = version();
    const looking = setInterval(() => {
      const now = version();
      if (now === seen) return;
      onChange();
      // Only now: what could not be taken up, from a store that is locked perhaps, is told again.
      seen = now;
    }, lookAgainMs);
    // Nobody stays for it.
    looking.unref();
    const stop = () => {
      clearInterval(looking);
      this.#watches.delete(stop);
    };
    this.#watches.add(stop);
    return stop;
  }

  isOpen(): boolean {
    return this.#state === 'open';
  }

  close(): void {
    if (this.#state === 'closed') return;
    this.#state = 'closed';
    for (const stop of this.#watches) stop();
    this.#statements.clear();
    this.#database.close();
  }

  #prepared(query: Query<never, unknown>): StatementSync {
    return this.#statement(query, () => query.compiled().sql);
  }

  #statement(key: unknown, sql: () => string): StatementSync {
    const known = this.#statements.get(key);
    if (known !== undefined) return known;
    const statement = this.#database.prepare(sql());
    this.#statements.set(key, statement);
    return statement;
  }

  #explained<T>(work: () => T): T {
    try {
      return work();
    } catch (error) {
      throw explainSqliteError(error, this.#place);
    }
  }
}

// SQLite gives its side files the mode of the database, so that one is made before SQLite can.
function createPrivately({ file, elsewhere }: StorePlace): void {
  try {
    makeFolders(dirname(file));
    closeSync(openSync(file, 'a', 0o600));
  } catch (cause) {
    throw new ForgeError(
      'config.invalid',
      `CodeForge cannot keep its history in ${dirname(file)}: ${reasonOf(cause)}. Make it a folder you can write to, or ${elsewhere}.`,
      { cause },
    );
  }
}

// Node's own recursive way tries for ever where a folder is there but takes no other, as /proc is.
function makeFolders(folder: string): void {
  if (existsSync(folder)) return;
  makeFolders(dirname(folder));
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    // Another process may have been faster.
    if (!existsSync(folder)) throw error;
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message.replace(/, \w+ '.*$/u, '') : String(error);
}

/**
 * With a write-ahead log and NORMAL, a commit is in the operating system's hands: it survives the end
 * of this process at any moment, without waiting for the disk at every step.
 */
function configure(database: DatabaseSync, file: string): void {
  database.exec(`PRAGMA busy_timeout = ${patienceMs}`);
  enableWriteAheadLog(database);
  database.exec('PRAGMA synchronous = NORMAL');
  migrate(database, file);
}

// The one statement for which SQLite does not wait as busy_timeout says: two processes that open a new
// file at once would deadlock if they waited for each other here. So the loser tries again.
function enableWriteAheadLog(database: DatabaseSync): void {
  const deadline = performance.now() + patienceMs;
  for (;;) {
    try {
      database.exec('PRAGMA journal_mode = WAL');
      return;
    } catch (error) {
      if (!isBusy(error) || performance.now() > deadline) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, retryAfterMs);
    }
  }
}

// Far longer than any transaction takes, short enough that a hung process does not hang this one.
const patienceMs = 5000;
const retryAfterMs = 5;

const dataVersion = 'PRAGMA data_version';
// Nobody notices a quarter of a second between two windows.
const lookAgainMs = 250;
