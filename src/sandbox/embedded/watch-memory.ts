import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

/** Whether a process has come to hold more than it may. */
export interface MemoryWatch {
  readonly isExceeded: boolean;
  stop(): void;
}

/**
 * Looks at a process's resident memory, several times a second. V8 bounds its own heap, but not the buffers
 * beside it. Windows has no cheap way to look: there only V8's bounds hold.
 */
export function watchMemory(
  pid: number | undefined,
  maxResidentMb: number,
  onExceeded: () => void,
): MemoryWatch {
  const look = pid === undefined ? undefined : lookers[process.platform]?.(pid);
  let isExceeded = false;
  let timer: NodeJS.Timeout | undefined;
  const check = async () => {
    const residentMb = await look?.();
    if (timer === undefined) return;
    if (residentMb !== undefined && residentMb > maxResidentMb) {
      isExceeded = true;
      onExceeded();
      return;
    }
    timer = setTimeout(check, intervalMs);
  };
  if (look !== undefined) timer = setTimeout(check, intervalMs);
  return {
    get isExceeded() {
      return isExceeded;
    },
    stop() {
      clearTimeout(timer);
      timer = undefined;
    },
  };
}

const intervalMs = 200;

/** Megabytes; undefined when the process is gone. */
type Look = () => Promise<number | undefined>;

const lookers: Partial<Record<NodeJS.Platform, (pid: number) => Look>> = {
  linux: pid => async () => {
    const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
    return inMegabytes(/^VmRSS:\s+(\d+) kB/mu.exec(status)?.[1]);
  },
  darwin: pid => async () => {
    const { stdout } = await run('ps', ['-o', 'rss=', '-p', String(pid)]).catch(() => ({ stdout: '' }));
    return inMegabytes(/\d+/u.exec(stdout)?.[0]);
  },
};

const run = promisify(execFile);

function inMegabytes(kilobytes: string | undefined): number | undefined {
  return kilobytes === undefined ? undefined : Number(kilobytes) / 1024;
}
