import { existsSync } from 'node:fs';
import { folderNames } from './folder-names.ts';
import { loadSqlite } from './load-sqlite.ts';
import { storeFile } from './store-file.ts';

export interface Marked {
  readonly folders: readonly string[];
  /** Milliseconds since the epoch. What has not changed since then counts for nothing. */
  readonly since: number;
}

/**
 * Another one whenever a run of these folders has moved. It only reads, in a fraction of a millisecond, and makes no
 * store where there is none. Throws what SQLite says of a store that cannot be read.
 */
export function readHistoryMark(directory: string, { folders, since }: Marked): string {
  const file = storeFile(directory);
  if (folders.length === 0 || !existsSync(file)) return unmoved;
  const { DatabaseSync } = loadSqlite();
  const database = new DatabaseSync(file, { readOnly: true });
  try {
    const names = JSON.stringify(folders.flatMap(folderNames));
    return Object.values(database.prepare(moved).get(since, names) ?? {}).join(' ');
  } finally {
    database.close();
  }
}

/** The mark of folders where nothing has moved. */
export const unmoved = '0 0 0';

// Written out, as whoever asks has loaded nothing of what builds the store's queries.
const moved = `
  SELECT count(*), total(steps), count(claims.runId)
  FROM runs LEFT JOIN claims ON claims.runId = runs.id
  WHERE updatedAt >= ? AND workspaceRoot IN (SELECT value FROM json_each(?))
`;
