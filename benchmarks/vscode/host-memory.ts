import { readdirSync, readFileSync } from 'node:fs';

/**
 * Bytes of resident memory of the extension host in whose environment this text stands. Asked from outside, so
 * that nothing but the product and VS Code is in it. Throws where there is no such process, or no `/proc`.
 */
export function hostMemory(mark: string): number {
  const hosts = readdirSync('/proc').filter(
    name =>
      /^\d+$/.test(name) &&
      readOf(name, 'cmdline').includes('--type=extensionHost') &&
      readOf(name, 'environ').includes(mark),
  );
  const [host] = hosts;
  if (host === undefined || hosts.length > 1) throw new Error(`there are ${hosts.length} extension hosts`);
  const [, kibibytes] = /^VmRSS:\s*(\d+) kB$/m.exec(readOf(host, 'status')) ?? [];
  return Number(kibibytes) * 1024;
}

/** Processes come and go while they are listed. */
function readOf(processId: string, file: string): string {
  try {
    return readFileSync(`/proc/${processId}/${file}`, 'latin1');
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    if (['ENOENT', 'ESRCH', 'EACCES'].includes(code)) return '';
    throw error;
  }
}
