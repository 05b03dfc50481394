import { ForgeError } from '../engine/forge-error.ts';

type Sqlite = typeof import('node:sqlite');

/**
 * The runtime's own SQLite. Node 22 announces it as experimental on loading, which would be noise on
 * every command line, so exactly this announcement is held back. Throws `config.invalid` when the
 * runtime has none.
 */
export function loadSqlite(): Sqlite {
  const sqlite = withoutSqliteAnnouncement(() => process.getBuiltinModule('node:sqlite')) as
    | Sqlite
    | undefined;
  if (sqlite !== undefined) return sqlite;
  throw new ForgeError(
    'config.invalid',
    `CodeForge keeps its history in SQLite, which Node ${process.versions.node} does not have. Use Node 22.13 or newer.`,
  );
}

// Loading is synchronous, so no other code's warning can arise while the function is replaced.
function withoutSqliteAnnouncement<T>(load: () => T): T {
  const emitWarning = process.emitWarning;
  process.emitWarning = ((warning: string | Error, ...rest: never[]) => {
    if (!String(warning).includes('SQLite is an experimental feature')) {
      emitWarning.call(process, warning, ...rest);
    }
  }) as typeof process.emitWarning;
  try {
    return load();
  } finally {
    process.emitWarning = emitWarning;
  }
}
