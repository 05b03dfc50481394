import type { DenoProcess } from './deno-process.ts';

/**
 * Processes that have been started before anybody knows what for, so that a program need not wait for its
 * interpreter. Each is used once. Bounded in number; without use they end after a while.
 */
export interface WaitingProcesses extends AsyncDisposable {
  /** One that waits already, or a new one. */
  take(): DenoProcess;
  /** Starts what is missing, in the background. */
  refill(): void;
  /** Resolves when all that wait have said their first word. */
  whenHeard(): Promise<void>;
}

export interface WaitingOptions {
  readonly start: () => DenoProcess;
  readonly limit: number;
  /** After this long without use they end. */
  readonly idleMs: number;
}

export function waitingProcesses({ start, limit, idleMs }: WaitingOptions): WaitingProcesses {
  const waiting: DenoProcess[] = [];
  let timer: NodeJS.Timeout | undefined;
  let isClosed = false;
  const endAll = async () => {
    await Promise.all(waiting.splice(0).map(one => one.end()));
  };
  const postponeEnd = () => {
    clearTimeout(timer);
    timer = setTimeout(endAll, idleMs).unref();
  };
  const dropDead = () => waiting.splice(0, waiting.length, ...waiting.filter(one => one.isAlive));

  return {
    take() {
      dropDead();
      return waiting.shift() ?? start();
    },
    refill() {
      if (isClosed) return;
      dropDead();
      postponeEnd();
      while (waiting.length < limit) waiting.push(start());
    },
    async whenHeard() {
      await Promise.all(waiting.map(one => one.whenHeard()));
    },
    async [Symbol.asyncDispose]() {
      isClosed = true;
      clearTimeout(timer);
      await endAll();
    },
  };
}
