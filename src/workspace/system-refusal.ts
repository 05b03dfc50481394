import { ForgeError } from '../engine/forge-error.ts';

/** What a person is told when the operating system refuses: what failed, and what to do. */
export interface Refusal {
  /** A sentence without its full stop; the system's reason follows. */
  readonly what: string;
  readonly advice: string;
}

/** Turns a refusal of the operating system into a ForgeError; every other error passes. */
export async function explained<T>(refusal: Refusal, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const code = systemCode(error);
    if (code === undefined || !/^E[A-Z0-9]+$/u.test(code)) throw error;
    const message = `${refusal.what}: ${reasons[code] ?? code}. ${refusal.advice}`;
    throw new ForgeError('workspace.unreadable', message, { cause: error });
  }
}

/** Undefined where the system answers with one of these codes, such as `ENOENT`. */
export async function unless<T>(codes: readonly string[], result: Promise<T>): Promise<T | undefined> {
  try {
    return await result;
  } catch (error) {
    if (codes.includes(systemCode(error) ?? '')) return undefined;
    throw error;
  }
}

/** Of an error of the operating system, such as `ENOENT`; else undefined. */
export function systemCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'permission is denied',
  EPERM: 'the system does not permit it',
  EROFS: 'the disk is read-only',
  ENOSPC: 'the disk is full',
  EFBIG: 'the file is too big for the disk',
  EDQUOT: 'the disk quota is used up',
  ENOENT: 'it does not exist',
  ENOTDIR: 'it is not a folder',
  EISDIR: 'it is a folder',
  ENOTEMPTY: 'a folder in its place is not empty',
  ELOOP: 'its symbolic links go round in circles',
  ENAMETOOLONG: 'its name is too long',
  EMFILE: 'too many files are open',
  EBUSY: 'another program is using it',
};
