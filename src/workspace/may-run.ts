import type { Stats } from 'node:fs';

/** Whether a file may be run as a program. On Windows no file says so. */
export function mayRun({ mode }: Pick<Stats, 'mode'>): boolean {
  return process.platform !== 'win32' && (mode & 0o111) !== 0;
}
