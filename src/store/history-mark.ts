import { existsSync } from 'node:fs';
import { loadSqlite } from './load-sqlite.ts';
import { realFolder } from './real-folder.ts';
import { storeFile } from './store-file.ts';

export interface Marked {
  readonly folders: readonly string[];
  /** Milliseconds since the epoch. What has not changed since then counts for nothing. */
  readonly since: number;
}

/** Another one whenever a run of these folders has moved. It only reads. Throws what SQLite says. */
export function readHistoryMark(directory: string, { folders, since }: Marked): string {
  const file = storeFile(directory);
  if (folders.length === 0 || !existsSync(file)) return unmoved;
  const { DatabaseSync } = loadSqlite();
  const database = new DatabaseSync(file, { readOnly: true });
  try {
    const names = JSON.stringify(folders.map(realFolder));
    return Object.values(database.prepare(moved).get(since, names) ?? {}).join(' ');
  } finally {
    database.close();
  }
}

/** The mark of folders where nothing has moved. */
export const unmoved = '0 0 0';

// Written out: nothing of what builds queries is loaded here.
const moved = `
  SELECT count(*), total(steps), count(claims.runId)
  FROM runs LEFT JOIN claims ON claims.runId = runs.id
  WHERE updatedAt >= ? AND workspaceRoot IN (SELECT value FROM json_each(?))
`;
