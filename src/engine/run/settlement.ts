/** Whether a run stands still, and who waits for that. */
export interface Settlement {
  /** The run has ended, waits for a person, or (`false`) works again. */
  readonly set: (isSettled: boolean) => void;
  /** The run broke: whoever waits is told. */
  readonly fail: (error: unknown) => void;
  readonly wait: () => Promise<void>;
}

export function createSettlement(): Settlement {
  let isSettled = false;
  let waiters: PromiseWithResolvers<void>[] = [];
  const drain = () => {
    const drained = waiters;
    waiters = [];
    return drained;
  };
  return {
    set(now) {
      isSettled = now;
      if (isSettled) for (const { resolve } of drain()) resolve();
    },
    fail(error) {
      for (const { reject } of drain()) reject(error);
    },
    wait() {
      if (isSettled) return Promise.resolve();
      const waiter = Promise.withResolvers<void>();
      waiters.push(waiter);
      return waiter.promise;
    },
  };
}
