import { readFile } from 'node:fs/promises';
import type Docker from 'dockerode';
import { ownerOf } from '../../src/sandbox/docker/container-owner.ts';
import { ownerLabel } from '../../src/sandbox/docker/container-spec.ts';
import { statusCodeOf } from '../../src/sandbox/docker/docker-error.ts';
import { engine } from '../../test/docker-engine.ts';

/** Looks at a process and its containers, once a second, until it is disposed. */
export interface MemoryWatch extends AsyncDisposable {
  readonly follow: (pid: number) => void;
  /** What the process held, in the order in which it was looked at, in bytes. */
  readonly ofProcess: () => readonly number[];
  /** The most that one of its containers was seen to hold; files in memory count, the cache of read ones does not. */
  readonly sandboxPeak: () => number;
}

export function watchMemory(): MemoryWatch {
  const ended = Promise.withResolvers<void>();
  let isOver = false;
  const ofProcess: number[] = [];
  let sandboxPeak = 0;
  let watching: Promise<void> = Promise.resolve();
  const watch = async (pid: number): Promise<void> => {
    const label = `${ownerLabel}=${ownerOf(pid)}`;
    while (!isOver) {
      const bytes = await residentBytes(pid);
      if (bytes !== undefined) ofProcess.push(bytes);
      const containers = await engine.listContainers({ filters: { label: [label] } });
      for (const { Id } of containers) sandboxPeak = Math.max(sandboxPeak, await memoryOf(Id));
      const timer = Promise.withResolvers<void>();
      const second = setTimeout(timer.resolve, 1_000);
      await Promise.race([timer.promise, ended.promise]);
      clearTimeout(second);
    }
  };
  return {
    follow: pid => {
      watching = watch(pid);
    },
    ofProcess: () => ofProcess,
    sandboxPeak: () => sandboxPeak,
    async [Symbol.asyncDispose]() {
      isOver = true;
      ended.resolve();
      await watching;
    },
  };
}

/** Undefined for one that has ended, and where the system does not tell. */
async function residentBytes(pid: number): Promise<number | undefined> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  const [, kibibytes] = /^VmRSS:\s*(\d+) kB$/m.exec(status) ?? [];
  return kibibytes === undefined ? undefined : Number(kibibytes) * 1024;
}

/** Nothing for one that has gone meanwhile. */
async function memoryOf(id: string): Promise<number> {
  try {
    const stats = engine.getContainer(id).stats({ stream: false, 'one-shot': true });
    // The engine leaves it out for one that is just going, whatever its typings say.
    const { memory_stats: memory }: Partial<Docker.ContainerStats> = await stats;
    return (memory?.usage ?? 0) - (memory?.stats?.inactive_file ?? 0);
  } catch (error) {
    const statusCode = statusCodeOf(error);
    if (statusCode === 404 || statusCode === 409) return 0;
    throw error;
  }
}
