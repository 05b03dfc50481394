import { readFileSync } from 'node:fs';

/** A process as told apart from a later one with the same number. */
export interface ProcessIdentity {
  readonly pid: number;
  /** When and in which boot it started, in the system's own terms; empty where the system does not say. */
  readonly birth: string;
}

/** The identity of a process that lives; undefined when there is none with this number. */
export function identifyProcess(pid: number): ProcessIdentity | undefined {
  if (process.platform === 'linux') return identifyOnLinux(pid);
  return isAlive(pid) ? { pid, birth: '' } : undefined;
}

/** Whether the very process that was identified still lives. */
export function stillLives(identity: ProcessIdentity): boolean {
  return identifyProcess(identity.pid)?.birth === identity.birth;
}

// Fields as in proc_pid_stat(5). The name, in parentheses, may contain anything, so fields are counted
// from the last one: state is field 3, starttime field 22.
function identifyOnLinux(pid: number): ProcessIdentity | undefined {
  const stat = readIfThere(`/proc/${pid}/stat`);
  if (stat === undefined) return undefined;
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  // A killed process stays in the table until its parent looks: it drives nothing any more.
  if (fields[0] === 'Z' || fields[0] === 'X') return undefined;
  const boot = readIfThere('/proc/sys/kernel/random/boot_id')?.trim() ?? '';
  return { pid, birth: `${boot}/${fields[19]}` };
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // The process exists but belongs to somebody else.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
