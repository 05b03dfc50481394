import { randomUUID } from 'node:crypto';

/** A name for a file that is about to take another's place. Says which process made it. */
export function temporaryName(): string {
  return `.codeforge-${process.pid}-${randomUUID().slice(0, 8)}.tmp`;
}

/** Whether a file's name is such a one, whoever made it. */
export function isTemporaryName(name: string): boolean {
  return pattern.test(name);
}

/** Whether the process that made it is gone, so that nobody will ever use the file. */
export function isAbandoned(name: string): boolean {
  const pid = Number(pattern.exec(name)?.[1]);
  return Number.isInteger(pid) && !isAlive(pid);
}

const pattern = /^\.codeforge-(\d{1,10})-[0-9a-f]{8}\.tmp$/u;

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // The process exists but belongs to somebody else.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
