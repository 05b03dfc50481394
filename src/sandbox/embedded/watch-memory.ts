import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';

/** Whether a process has come to hold more than it may, and the most that it held. */
export interface MemoryWatch {
  readonly isExceeded: boolean;
  /** In MiB, as far as it was seen; null where nobody can look. Linux itself keeps count between two looks. */
  readonly peakMb: number | null;
  /** Looks at once: for a moment after which the process may be gone. */
  lookNow(): void;
  stop(): void;
}

/**
 * Looks at a process's resident memory, many times a second. V8 bounds its own heap, but not the buffers
 * beside it. Windows has no cheap way to look: there only V8's bounds hold.
 */
export function watchMemory(
  pid: number | undefined,
  maxResidentMb: number,
  onExceeded: () => void,
): MemoryWatch {
  const looker = pid === undefined ? undefined : lookers[process.platform]?.(pid);
  let isExceeded = false;
  let peakMb: number | null = null;
  let timer: NodeJS.Timeout | undefined;
  let lookedAt = 0;
  const take = (seen: Residence | undefined) => {
    if (seen === undefined) return;
    peakMb = Math.max(peakMb ?? 0, seen.peakMb);
    if (isExceeded || seen.residentMb <= maxResidentMb) return;
    isExceeded = true;
    onExceeded();
  };
  const check = async () => {
    lookedAt = performance.now();
    take(await looker?.look());
    if (timer !== undefined) timer = setTimeout(check, looker?.intervalMs);
  };
  if (looker !== undefined) timer = setTimeout(check, 0);
  return {
    get isExceeded() {
      return isExceeded;
    },
    get peakMb() {
      return peakMb;
    },
    lookNow() {
      const isDue = performance.now() - lookedAt > minIntervalMs;
      if (timer === undefined || !isDue || looker?.lookNow === undefined) return;
      lookedAt = performance.now();
      take(looker.lookNow());
    },
    stop() {
      clearTimeout(timer);
      timer = undefined;
    },
  };
}

// A flood of output is no reason to look without end.
const minIntervalMs = 5;

/** In MiB. */
interface Residence {
  readonly residentMb: number;
  readonly peakMb: number;
}

interface Looker {
  readonly intervalMs: number;
  /** Undefined when the process is gone. */
  look(): Promise<Residence | undefined>;
  lookNow?(): Residence | undefined;
}

const lookers: Partial<Record<NodeJS.Platform, (pid: number) => Looker>> = {
  linux: pid => ({
    // Fifty milliseconds are enough to fill a few hundred megabytes.
    intervalMs: 50,
    look: async () => readStatus(pid),
    lookNow: () => readStatus(pid),
  }),
  darwin: pid => ({
    // Each look starts a process.
    intervalMs: 200,
    async look() {
      const { stdout } = await run('ps', ['-o', 'rss=', '-p', String(pid)]).catch(() => ({ stdout: '' }));
      const residentMb = inMegabytes(/\d+/u.exec(stdout)?.[0]);
      return residentMb === undefined ? undefined : { residentMb, peakMb: residentMb };
    },
  }),
};

/** Synchronous: the kernel answers from memory, and a promise would come too late for a process that ends. */
function readStatus(pid: number): Residence | undefined {
  const status = readProcFile(`/proc/${pid}/status`);
  const residentMb = inMegabytes(/^VmRSS:\s+(\d+) kB/mu.exec(status)?.[1]);
  const peakMb = inMegabytes(/^VmHWM:\s+(\d+) kB/mu.exec(status)?.[1]);
  return residentMb === undefined || peakMb === undefined ? undefined : { residentMb, peakMb };
}

function readProcFile(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    // The process is gone.
    return '';
  }
}

const run = promisify(execFile);

function inMegabytes(kilobytes: string | undefined): number | undefined {
  return kilobytes === undefined ? undefined : Number(kilobytes) / 1024;
}
