import { ForgeError } from '../engine/forge-error.ts';

/** Where a store is, and how a person has it kept elsewhere: `set CODEFORGE_HOME to another folder`. */
export interface StorePlace {
  readonly file: string;
  readonly elsewhere: string;
}

/**
 * Turns what SQLite says about a file, a disk or a lock into a sentence for people. Everything else
 * (a broken constraint, a wrong statement) is a bug and comes back unchanged.
 */
export function explainSqliteError(error: unknown, { file, elsewhere }: StorePlace): unknown {
  const explain = explanations[primaryCode(error)];
  return explain === undefined ? error : explain({ file, elsewhere }, error);
}

/** Whether another connection held the lock. */
export function isBusy(error: unknown): boolean {
  return primaryCode(error) === 5;
}

// The low byte of an extended result code: https://www.sqlite.org/rescode.html
function primaryCode(error: unknown): number {
  const hasCode = error instanceof Error && 'errcode' in error && typeof error.errcode === 'number';
  return hasCode ? Number(error.errcode) & 0xff : 0;
}

type Explain = (place: StorePlace, cause: unknown) => ForgeError;

const notWritable: Explain = ({ file, elsewhere }, cause) =>
  new ForgeError(
    'config.invalid',
    `CodeForge cannot write its history to ${file}. Give yourself write permission there, or ${elsewhere}.`,
    { cause },
  );

const damaged: Explain = ({ file }, cause) =>
  new ForgeError(
    'snapshot.incompatible',
    `CodeForge's history ${file} is damaged or is not a CodeForge database. Move it away to start a new one, or restore it from a backup.`,
    { cause },
  );

const locked: Explain = ({ file }, cause) =>
  new ForgeError(
    'run.busy',
    `Another process has locked CodeForge's history ${file} for too long. Close other CodeForge processes and try again.`,
    { cause, retryable: true },
  );

const diskFailed: Explain = ({ file, elsewhere }, cause) =>
  new ForgeError(
    'config.invalid',
    `The disk that holds CodeForge's history ${file} is full or failing. Free some space, or ${elsewhere}.`,
    { cause, retryable: true },
  );

const explanations: Readonly<Record<number, Explain>> = {
  3: notWritable, // SQLITE_PERM
  5: locked, // SQLITE_BUSY
  6: locked, // SQLITE_LOCKED
  8: notWritable, // SQLITE_READONLY
  10: diskFailed, // SQLITE_IOERR
  11: damaged, // SQLITE_CORRUPT
  13: diskFailed, // SQLITE_FULL
  14: notWritable, // SQLITE_CANTOPEN
  26: damaged, // SQLITE_NOTADB
};
