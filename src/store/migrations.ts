import type { DatabaseSync } from 'node:sqlite';
import { ForgeError } from '../engine/forge-error.ts';
import { inTransaction } from './in-transaction.ts';

/**
 * Brings a database to the newest format, several processes at once being no problem. Throws
 * `snapshot.incompatible` for one that a newer program wrote.
 */
export function migrate(database: DatabaseSync, file: string): void {
  if (formatOf(database) === migrations.length) return;
  inTransaction(database, () => {
    // Asked again under the lock: another process may have been faster.
    const from = formatOf(database);
    if (from > migrations.length) throw newerFormat(file, from);
    for (const statements of migrations.slice(from)) database.exec(statements);
    database.exec(`PRAGMA user_version = ${migrations.length}`);
  });
}

function formatOf(database: DatabaseSync): number {
  return Number(database.prepare('PRAGMA user_version').get()?.['user_version']);
}

function newerFormat(file: string, format: number): ForgeError {
  return new ForgeError(
    'snapshot.incompatible',
    `CodeForge's history ${file} was written by a newer CodeForge (format ${format}; this one knows up to ${migrations.length}). Update CodeForge, or set CODEFORGE_HOME to another folder.`,
  );
}

/**
 * Append only: a released entry is never changed, since databases in the world have run it. Points in
 * time, durations and money are REAL, so that fractions are welcome.
 */
const migrations: readonly string[] = [
  `
  CREATE TABLE runs (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    task TEXT NOT NULL,
    workspaceRoot TEXT NOT NULL,
    workflow TEXT NOT NULL,
    createdAt REAL NOT NULL,
    updatedAt REAL NOT NULL,
    state TEXT NOT NULL,
    outcome TEXT,
    attempts INTEGER NOT NULL,
    repairs INTEGER NOT NULL,
    costUsd REAL,
    requestJson TEXT NOT NULL,
    snapshotJson TEXT
  ) STRICT;
  CREATE INDEX runsByTime ON runs (createdAt);
  CREATE INDEX runsByWorkspace ON runs (workspaceRoot, createdAt);
  CREATE TABLE events (
    seq INTEGER PRIMARY KEY,
    runId TEXT NOT NULL REFERENCES runs (id),
    at REAL NOT NULL,
    type TEXT NOT NULL,
    json TEXT NOT NULL
  ) STRICT;
  CREATE INDEX eventsByRun ON events (runId);
  CREATE TABLE journal (
    seq INTEGER PRIMARY KEY,
    runId TEXT NOT NULL REFERENCES runs (id),
    visit TEXT NOT NULL,
    json TEXT NOT NULL
  ) STRICT;
  CREATE INDEX journalByVisit ON journal (runId, visit);
  CREATE TABLE calls (
    seq INTEGER PRIMARY KEY,
    runId TEXT NOT NULL REFERENCES runs (id),
    callId TEXT NOT NULL,
    phase TEXT NOT NULL,
    agent TEXT NOT NULL,
    model TEXT NOT NULL,
    startedAt REAL NOT NULL,
    worstCaseUsd REAL,
    durationMs REAL,
    inputTokens INTEGER,
    cacheReadTokens INTEGER,
    cacheWriteTokens INTEGER,
    outputTokens INTEGER,
    reasoningTokens INTEGER,
    costUsd REAL,
    provenance TEXT,
    UNIQUE (runId, callId)
  ) STRICT;
  CREATE TABLE contents (
    hash TEXT PRIMARY KEY,
    bytes BLOB NOT NULL
  ) STRICT;
  CREATE TABLE claims (
    runId TEXT PRIMARY KEY REFERENCES runs (id),
    pid INTEGER NOT NULL,
    birth TEXT NOT NULL
  ) STRICT;
  `,
  // The ledger learns attempts, what counts against caps, and where a cost comes from; calls outside of runs are welcome.
  `
  CREATE TABLE newCalls (
    seq INTEGER PRIMARY KEY,
    runId TEXT NOT NULL,
    callId TEXT NOT NULL,
    phase TEXT NOT NULL,
    attempt INTEGER NOT NULL,
    agent TEXT NOT NULL,
    model TEXT NOT NULL,
    startedAt REAL NOT NULL,
    worstCaseUsd REAL,
    countedUsd REAL NOT NULL,
    countedTokens INTEGER NOT NULL,
    durationMs REAL,
    inputTokens INTEGER,
    cacheReadTokens INTEGER,
    cacheWriteTokens INTEGER,
    outputTokens INTEGER,
    reasoningTokens INTEGER,
    costUsd REAL,
    costSource TEXT,
    pricedAsOf TEXT,
    topTierUsd REAL,
    provenance TEXT,
    UNIQUE (runId, callId)
  ) STRICT;
  INSERT INTO newCalls
    SELECT seq, runId, callId, phase, 1, agent, model, startedAt, worstCaseUsd,
      coalesce(costUsd, worstCaseUsd, 0),
      coalesce(inputTokens + cacheReadTokens + cacheWriteTokens + outputTokens + reasoningTokens, 0),
      durationMs, inputTokens, cacheReadTokens, cacheWriteTokens, outputTokens, reasoningTokens, costUsd,
      CASE
        WHEN provenance IS NULL THEN NULL
        WHEN costUsd IS NULL THEN 'unknown'
        WHEN model LIKE 'ollama/%' OR model LIKE 'replay/%' THEN 'free'
        ELSE 'computed'
      END,
      NULL, NULL, provenance
    FROM calls;
  DROP TABLE calls;
  ALTER TABLE newCalls RENAME TO calls;
  CREATE INDEX callsByTime ON calls (startedAt, countedUsd);
  `,
  // The history is searched: words of tasks by their trigrams, runs by the models they asked. A task never changes.
  `
  CREATE VIRTUAL TABLE taskWords USING fts5 (task, content = 'runs', content_rowid = 'seq', tokenize = 'trigram');
  INSERT INTO taskWords (taskWords) VALUES ('rebuild');
  CREATE TRIGGER taskWordsOfRun AFTER INSERT ON runs BEGIN
    INSERT INTO taskWords (rowid, task) VALUES (new.seq, new.task);
  END;
  CREATE INDEX runsByOutcome ON runs (createdAt, outcome, repairs);
  CREATE INDEX callsByModel ON calls (model, runId);
  `,
  // Checkpoints keep their own contents, so that they can be removed without looking through every run.
  `
  CREATE TABLE checkpoints (
    seq INTEGER PRIMARY KEY,
    runId TEXT NOT NULL UNIQUE,
    task TEXT NOT NULL,
    root TEXT NOT NULL,
    createdAt REAL NOT NULL,
    updatedAt REAL NOT NULL
  ) STRICT;
  CREATE TABLE checkpointFiles (
    runId TEXT NOT NULL,
    path TEXT NOT NULL,
    before TEXT,
    after TEXT,
    PRIMARY KEY (runId, path)
  ) STRICT;
  CREATE INDEX checkpointFilesByBefore ON checkpointFiles (before);
  CREATE INDEX checkpointFilesByAfter ON checkpointFiles (after);
  CREATE TABLE checkpointContents (
    hash TEXT PRIMARY KEY,
    bytes BLOB NOT NULL
  ) STRICT;
  `,
  // What streamed in a run can be read later: one row for each stream of a visit.
  `
  CREATE TABLE tails (
    runId TEXT NOT NULL REFERENCES runs (id),
    visit TEXT NOT NULL,
    stream TEXT NOT NULL,
    text TEXT NOT NULL,
    dropped INTEGER NOT NULL,
    PRIMARY KEY (runId, visit, stream)
  ) STRICT;
  `,
  // Several windows may show one run: whoever holds it is told apart within a process, and each step is counted.
  `
  ALTER TABLE runs ADD COLUMN steps INTEGER NOT NULL DEFAULT 0;
  DROP TABLE claims;
  CREATE TABLE claims (
    runId TEXT PRIMARY KEY REFERENCES runs (id),
    pid INTEGER NOT NULL,
    birth TEXT NOT NULL,
    holder TEXT NOT NULL
  ) STRICT;
  `,
  // A script that comes back from a checkpoint can be run again.
  `
  ALTER TABLE checkpointFiles ADD COLUMN executable INTEGER NOT NULL DEFAULT 0;
  `,
  // What was recorded may never have been written: then a file still holds what it held. Of older rows nothing else is known.
  `
  ALTER TABLE checkpointFiles ADD COLUMN held TEXT;
  UPDATE checkpointFiles SET held = after;
  `,
];
