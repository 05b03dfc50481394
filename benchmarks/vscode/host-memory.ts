import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';

/**
 * Bytes of resident memory of the extension host in whose environment this text stands, once they no longer
 * change: VS Code goes on with its own for a while. Asked from outside, so that nothing but the product and
 * VS Code is in it. Throws where there is no such process, or no `/proc`.
 */
export async function steadyHostMemory(mark: string): Promise<number> {
  let before = hostMemory(mark);
  for (let looks = 0; looks < 20; looks += 1) {
    await setTimeout(1_500);
    const now = hostMemory(mark);
    if (Math.abs(now - before) < 1e6) return now;
    before = now;
  }
  return before;
}

function hostMemory(mark: string): number {
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
