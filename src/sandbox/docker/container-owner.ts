import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';

/**
 * Names the process that a container belongs to: machine, process id, and when the process started,
 * since ids are used again. Where the start cannot be read (not Linux), the id alone has to do.
 */
export function ownerOf(pid: number): string {
  return `${hostname()}/${pid}/${startOf(pid) ?? unknownStart}`;
}

/** False only for a process that lived on this machine and certainly is no more. */
export function mayOwnerLive(owner: string): boolean {
  const [, machine, pid, start] = /^(.+)\/(\d+)\/([^/]+)$/u.exec(owner) ?? [];
  if (machine !== hostname() || pid === undefined) return true;
  if (!isProcess(Number(pid))) return false;
  const current = startOf(Number(pid));
  return start === unknownStart || current === undefined || current === start;
}

const unknownStart = 'unknown';

/** Clock ticks since boot; the boot's own id tells one boot's ticks from another's. */
function startOf(pid: number): string | undefined {
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The second field is a program's name in brackets, in which anything may stand (man 5 proc).
    const ticks = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
    return `${boot}:${ticks}`;
  } catch {
    // No /proc, or no such process: either way its start is not known.
    return undefined;
  }
}

function isProcess(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it is there, but belongs to somebody else.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
